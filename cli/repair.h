#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "operations/repair.h"

namespace ebbtide {

/// The way a changeset was going: `update`, `rollback`, `undoing`.
std::string_view word_of(Direction direction);
/// What a statement that is noted came to, as far as the database shows it: `applied`, `not
/// applied`, `unknown`.
std::string state_of(const JournaledChangeSet& one, const JournalEntry& entry,
                     std::optional<int> applied);

}  // namespace ebbtide
