#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/request.h"
#include "operations/repair.h"

namespace ebbtide {

/// Shows the changesets that a run left half done on a database that could not undo them, undoes
/// what is applied of them (--undo), or forgets it (--forget).
void repair(Request& request);

/// The way a changeset was going: `update`, `rollback`, `undoing`.
std::string_view word_of(Direction direction);
/// What a statement that is noted came to, as far as the database shows it.
std::string state_of(const JournaledChangeSet& one, const JournalEntry& entry,
                     std::optional<int> applied);

}  // namespace ebbtide
