#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "executor/locked.h"
#include "executor/run.h"
#include "operations/consent.h"
#include "operations/option_row.h"
#include "operations/script.h"
#include "rollback/goal.h"
#include "rollback/impact.h"
#include "rollback/plan.h"

namespace ebbtide {

/// A rollback worked out in full before its first statement: what it undoes, what that does to the
/// database, and what stands in its way. Borrows the changelog; the history is its own. May be run
/// as long as the history is as it was, that is, under the lock.
struct RollbackProspect {
  std::shared_ptr<const History> history = {};  ///< as it is before; the plan borrows it
  RollbackPlan plan = {};
  Impact impact = {};
  std::vector<Problem> problems = {};  ///< any of them refuses the whole rollback
  std::vector<Problem> warnings = {};
  bool is_one_transaction = false;  ///< all of it or nothing
  std::vector<Problem> against_one_transaction =
      {};  ///< why it is not one, where nobody chose that

  /// Throws RollbackRefused with all problems, if there are any.
  void require_possible() const;
};

/// How a rollback goes about it; the goal says how far it goes. As it stands here nothing is
/// guessed: whatever is not clear refuses the rollback.
struct RollbackOptions {
  bool as_liquibase = false;    ///< refuses no more than Liquibase does
  bool tag_was_chosen = false;  ///< somebody said which row is meant, of several with the tag
  std::optional<bool> keep_reran = {};       ///< what ran again after the tag stays
  std::optional<bool> keep_unexpected = {};  ///< what the changelog does not have may stay
  std::string script = {};  ///< a file whose SQL undoes all, in place of the changesets' own
  std::optional<bool> is_atomic = {};  ///< one transaction; where nobody says, wherever it can be
  bool is_rehearsal = false;           ///< in one transaction, which is undone in the end
  bool is_confirmed = false;           ///< what undoes changesets out of their order
  bool is_strict = false;              ///< whether an author must be given
  bool may_execute_commands = false;   ///< of executeCommand
  LockOptions lock = {};
  Consents consents = {};
  /// Shown what will be done, and what is refused, before it is; a script before it is written.
  std::function<void(const RollbackProspect&)> show = {};
};
inline constexpr OptionRow<RollbackOptions> rollback_option_rows[] = {
    {"liquibase-compatible", &RollbackOptions::as_liquibase},
    {"keep-reran", &RollbackOptions::keep_reran},
    {"keep-unexpected", &RollbackOptions::keep_unexpected},
    {"rollback-script", &RollbackOptions::script},
    {"atomic", &RollbackOptions::is_atomic},
    {"rehearse", &RollbackOptions::is_rehearsal},
    {"force", &RollbackOptions::is_confirmed},
    {"strict", &RollbackOptions::is_strict},
    {"allow-execute-command", &RollbackOptions::may_execute_commands},
};

/// What a rollback came to. Of a rehearsal `result` is what would have been undone.
struct RollbackReport {
  RunResult result = {};
  bool was_left_to_finish = false;    ///< an earlier run had begun it, and its rest is done
  bool takes_from_sequences = false;  ///< of a rehearsal: values that stay taken
};

/// Works a rollback out, without the lock: what it would do, with the rows that would be lost, and
/// what stands in its way. Nothing is changed, and a rollback that an earlier run left half done is
/// a warning. Throws ValidationFailed where the changelog has changed since it ran, and Error as
/// the goal does.
RollbackProspect foresee_rollback(const Project& project, OpenDatabase& database,
                                  const RollbackGoal& goal, const RollbackOptions& options,
                                  const Surroundings& with);

/// Undoes what the goal says. Everything is planned, checked and shown before the first statement.
/// What an earlier run has left half undone is finished first, also where the rollback itself is
/// refused then. Throws GoalRefused where it would undo changesets out of their order and that is
/// not confirmed, RollbackRefused where something stands in the way, ConsentRefused where somebody
/// has something against it, ChangeSetFailed for the first changeset that fails, and Interrupted.
RollbackReport roll_back(const Project& project, OpenDatabase& database, const RollbackGoal& goal,
                         const RollbackOptions& options, const Surroundings& with);

/// Writes the SQL of a rollback, without running it. Asked and refused as the rollback is, but for
/// what only a run can meet: one transaction, confirmation, consents, losses.
void write_rollback(const Project& project, OpenDatabase& database, const RollbackGoal& goal,
                    const RollbackOptions& options, const ScriptOptions& script, std::ostream& out,
                    const Surroundings& with);
/// Writes the SQL that would undo what has not run yet, as it would be if an update had run it.
/// Keeps no history of it, also offline.
void write_future_rollback(const Project& project, OpenDatabase& database, const FutureLimit& limit,
                           const ScriptOptions& script, std::ostream& out,
                           const Surroundings& with);

}  // namespace ebbtide
