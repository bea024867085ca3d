#pragma once

#include "changelog/change_set.h"
#include "formats/describe.h"

namespace ebbtide {

/// A changeset as formatted SQL says it: one `sql` change of the statements that its changes are on
/// the target, and the statements of its way back where there is one, written or automatic. What
/// modifySql would edit is edited. Throws Error, which names the changeset, where a change has no
/// SQL of its own: it asks a live table, runs a program, or binds values.
Element as_sql(const ChangeSet& change_set, const WrittenFile& file, const Target& target);

}  // namespace ebbtide
