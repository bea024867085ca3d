#pragma once

#include <vector>

#include "changelog/change_set.h"

namespace ebbtide {

/// What is wrong with a change on this database: attributes that are missing, and what the database
/// does not do. Each says what to do, and has the place of the change. It is asked for every change
/// before the first statement of a run, also of those that undo.
std::vector<Problem> validate(const Change& change, const Target& target);

/// What in the texts of a change would not run as it is written; nothing where the change is for
/// other databases.
std::vector<Problem> text_problems(const Change& change, const Target& target);
/// The same for all that a changeset runs, and for what it runs to be undone.
std::vector<Problem> text_problems(const ChangeSet& change_set, const Target& target);
std::vector<Problem> rollback_text_problems(const ChangeSet& change_set, const Target& target);

/// Whether the change does nothing on this database, and that is no error: sequences where there
/// are none.
bool is_skipped(const Change& change, const Facts& facts);

}  // namespace ebbtide
