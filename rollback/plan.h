#pragma once

#include <optional>
#include <string>
#include <vector>

#include "executor/history.h"
#include "rollback/goal.h"
#include "rollback/undo.h"

namespace ebbtide {

/// One changeset that a rollback undoes.
struct PlannedUndo {
  const ChangeSet* change_set = nullptr;
  const HistoryRow* row = nullptr;  ///< absent for a changeset that has not run yet
  Undo undo;
};

/// What a rollback will do, newest changeset first. Borrows the changelog and the history.
struct RollbackPlan {
  std::vector<PlannedUndo> undos;
};

/// A rollback that cannot be done as a whole, so that nothing of it was done: every changeset that
/// stands in the way, with its place.
class RollbackRefused : public ValidationFailed {
 public:
  using ValidationFailed::ValidationFailed;
};

/// Plans the way back. Rows that are not in the changelog, and changesets that contexts, labels and
/// ignore leave out, stay. Throws RollbackRefused where a changeset cannot be undone, Error for a
/// tag nobody set.
RollbackPlan plan_rollback(const RollbackGoal& goal, const Changelog& changelog,
                           const History& history, const Target& target);

/// Which of the changesets that have not run yet a future rollback is about.
struct FutureLimit {
  std::optional<int> count;        ///< the first of them, this many
  std::optional<std::string> tag;  ///< up to and including the one that sets this tag
};

/// Plans how what an update would run could be undone. Throws as plan_rollback does.
RollbackPlan plan_future_rollback(const FutureLimit& limit, const Changelog& changelog,
                                  const History& history, const Target& target);

}  // namespace ebbtide
