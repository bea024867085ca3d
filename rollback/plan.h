#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changelog/undo.h"
#include "history/store.h"
#include "rollback/goal.h"

namespace ebbtide {

/// One changeset that a rollback undoes: its row goes, and before that what `undo` has runs.
struct PlannedUndo {
  const ChangeSet* change_set = nullptr;
  const HistoryRow* row = nullptr;  ///< absent for a changeset that has not run yet
  Undo undo;
  bool was_marked = false;    ///< it was marked as ran and not run here: only its row goes
  bool is_by_script = false;  ///< a script of the user's undoes it, not what the changelog says
};

/// A row that the goal asks for and the rollback leaves alone. The reason goes behind "since": `its
/// changeset is not in the changelog`.
struct KeptRow {
  const HistoryRow* row = nullptr;
  std::string reason;
};

/// What a rollback will do, newest changeset first. Borrows the changelog and the history: both
/// must live as long as it does, and reading the history anew makes its rows dangle. May be run
/// only where it has no refusals.
struct RollbackPlan {
  std::vector<PlannedUndo> undos;
  std::vector<KeptRow> kept = {};
  std::vector<Problem> refusals = {};  ///< why it cannot be done

  /// Throws RollbackRefused with all refusals, if there are any.
  void require_possible() const;
};

/// Where what Liquibase does is not what an operator expects. As they are here nothing is undone
/// that did nothing, and what ran again is undone.
struct RollbackRules {
  /// As Liquibase does: what was marked as ran is undone as if it had run.
  bool undo_marked = false;
  /// Rows that ran again (EXECTYPE RERAN) stay: they had been there before.
  bool keep_reran = false;
};

/// A rollback that cannot be done as a whole, so that nothing of it was done: every changeset that
/// stands in the way, with its place.
class RollbackRefused : public ValidationFailed {
 public:
  using ValidationFailed::ValidationFailed;
};

/// Plans the way back, refusals and all, for who shows or replaces them; the plan must not be run
/// unless it is possible. Rows that are not in the changelog, and changesets that contexts, labels
/// and ignore leave out, are `kept`. The target is asked what its dialect can do and makes no SQL.
/// Throws Error for a tag nobody set, and for a changeset or a deployment that the history does not
/// have.
RollbackPlan find_rollback(const RollbackGoal& goal, const Changelog& changelog,
                           const History& history, const Target& target,
                           const RollbackRules& rules = {});

/// The same, throwing RollbackRefused where a changeset cannot be undone.
RollbackPlan plan_rollback(const RollbackGoal& goal, const Changelog& changelog,
                           const History& history, const Target& target);

/// Which of the changesets that have not run yet a future rollback is about; all of them where
/// neither is given.
struct FutureLimit {
  std::optional<int> count;        ///< the first of them, this many
  std::optional<std::string> tag;  ///< up to and including the one that sets this tag
};

/// Plans how what an update would run could be undone, in the reverse order of the changelog. Its
/// undos have no rows. Throws as plan_rollback does, and Error where no changeset sets the tag.
RollbackPlan plan_future_rollback(const FutureLimit& limit, const Changelog& changelog,
                                  const History& history, const HistoryStore& store,
                                  const Target& target);

}  // namespace ebbtide
