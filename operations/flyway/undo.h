#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"
#include "operations/rollback.h"

namespace ebbtide {

/// What came of it; versions are absent for none.
struct UndoResult {
  FlywayResult about;
  std::optional<std::string> initial_version, target_version;
  std::vector<FlywayMigration> undone;  ///< in the order they were undone; the path of the U file
  bool is_only_plan = false;            ///< nothing was run
  bool is_rehearsal = false;            ///< all of it was taken back
};

/// Who hears of an undo before it is done.
struct UndoTold {
  std::function<void(const RollbackProspect&)> prospect = {};
};

/// Undoes the migration that was applied last, or all down to the target and the target itself, the
/// last one first. Throws Failure before the first statement where one of them cannot be undone,
/// and names all, and RollbackRefused where a statement would certainly fail. Where the database
/// can undo what defines tables all of it is one transaction.
UndoResult undo(FlywayPlace& place, const UndoTold& told = {});

}  // namespace ebbtide
