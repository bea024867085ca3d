#pragma once

#include "changelog/change.h"
#include "sql/effect.h"

namespace ebbtide::lint {

/// What a change does, told by its fields, for a change whose SQL is made from the table of the
/// moment: a rebuild on SQLite, a block that looks for the name of a key. None where the change
/// does not tell.
sql::Effects effects_of_change(const Change& change);

}  // namespace ebbtide::lint
