#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "executor/locked.h"
#include "history/journal.h"
#include "operations/option_row.h"

namespace ebbtide {

/// A changeset that was left half done, and how many of its statements are applied, as far as the
/// database can tell: absent where it does not show whether the last one was.
struct HalfDone {
  JournaledChangeSet change_set;
  std::optional<int> applied;
};

/// What earlier runs have left half done, in the order it was noted. Takes no lock: of a run that
/// is at work it shows how far that has come.
std::vector<HalfDone> half_done(OpenDatabase& database);

/// What is repaired, and how: undone, unless it is to be forgotten.
struct RepairOptions {
  std::string change_set = {};  ///< `path::id::author`; all that are half done where it is empty
  bool forgets = false;         ///< leaves them as they are, instead of undoing them
  bool may_execute_commands = false;  ///< of executeCommand
  LockOptions lock = {};
};
inline constexpr OptionRow<RepairOptions> repair_option_rows[] = {
    {"changeset-identifier", &RepairOptions::change_set},
    {"forget", &RepairOptions::forgets},
    {"allow-execute-command", &RepairOptions::may_execute_commands},
};

/// Undoes, or forgets, what is half done. The project is asked for only where something is to be
/// undone. Returns the changesets it was done to; the observer hears of each. Throws Error where
/// the changeset that is named is not half done, and RollbackRefused where one cannot be undone.
std::vector<ChangeSetId> repair(const std::function<const Project&()>& project,
                                OpenDatabase& database, const RepairOptions& options,
                                const Surroundings& with);

}  // namespace ebbtide
