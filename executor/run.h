#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "database/interruption.h"
#include "executor/attendant.h"
#include "executor/bracket.h"
#include "executor/journaled_run.h"
#include "executor/lost_commit.h"
#include "executor/observer.h"
#include "executor/plan.h"
#include "executor/preconditions.h"
#include "history/store.h"

namespace ebbtide {

/// What becomes of changes that run programs: `left_out` where they did their work before.
enum class Commands { refused, allowed, left_out };
/// For who was told whether they may run.
constexpr Commands commands_if(bool may_run) {
  return may_run ? Commands::allowed : Commands::refused;
}

/// Everything a run works with, all of it about one database or script. Borrows all of it; LiveRun
/// and ScriptRun own what of it is theirs.
struct RunContext {
  Session& session;
  Bracket& bracket;  ///< of that session
  HistoryStore& store;
  const Target& target;       ///< with the default quoting
  const CheckContext& check;  ///< what preconditions look at
  Observer& observer;
  const Interruption& interruption;
  std::string deployment;  ///< the DEPLOYMENT_ID of this run
  std::string version;     ///< what goes into the LIQUIBASE column
  Commands commands = Commands::refused;
  Journal* journal = nullptr;                ///< absent where nothing is noted, as for a script
  bool asks_preconditions = true;            ///< of changesets
  HistoryAfterLoss history_after_loss = {};  ///< absent where nobody can ask again
  Attendant* attendant = nullptr;            ///< of each changeset; null where nobody is
};

/// What a run did.
struct RunResult {
  int change_sets = 0;    ///< how many were run, or marked as ran, or tried
  std::int64_t rows = 0;  ///< how many rows their statements changed, as Liquibase counts
};

/// The statement that the database has refused: counted from 1 in its changeset, the SQLSTATE or
/// the number of the vendor, empty where there is none, and what the database said.
struct FailedStatement {
  int number;
  std::string sql;
  std::string state;
  std::string message;
};

/// A changeset that failed, and the statement that did, where it was one.
class ChangeSetFailed : public Error {
 public:
  ChangeSetFailed(const std::string& message, Position where, std::string change_set,
                  RunResult done, std::optional<FailedStatement> statement = {})
      : Error(message, std::move(where), std::move(change_set)),
        done_(done),
        statement_(std::move(statement)) {}
  const RunResult& done() const { return done_; }
  const std::optional<FailedStatement>& statement() const { return statement_; }

 private:
  RunResult done_;
  std::optional<FailedStatement> statement_;
};

/// Runs the changesets of a plan in order, and stores the checksums that it wants. The lock must be
/// held, and the history be that which the plan was made from. Preconditions of changesets are
/// asked here, each when its turn comes; those of the changelog, and whether the changelog is
/// valid, before. A changeset and its history row are kept together where the database can undo
/// what defines tables; elsewhere the row follows the last statement at once, and a failure says
/// how many statements stay. One with failOnError=false is warned of, has no row, and the next one
/// runs. Throws ChangeSetFailed for the first that fails, and Interrupted where somebody asked to
/// stop.
RunResult run_update(const UpdatePlan& plan, const History& history, const RunContext& context);

/// Gives the row of a changeset the checksum of today, in place of none or of an older one.
void store_checksum(const PlannedChangeSet& planned, const RunContext& context);

/// What the history is to keep of a changeset that was run. As Liquibase does: description and
/// comments are cut to what their columns hold. `order` is its ORDEREXECUTED; the moment is that of
/// the statement that writes the row.
HistoryRow history_row(const ChangeSet& change_set, ExecType type, int order,
                       const RunContext& context);

/// Whether a statement of the changeset may stay when the changeset fails, so that the journal is
/// needed. False where the context has none.
bool is_journaled(const ChangeSet& change_set, const RunContext& context);

/// Lets a run go on behind the statements that an earlier one has applied. Throws ChangeSetFailed,
/// with the way out, where the changeset was changed meanwhile or nobody can tell how far it came.
void resume_journaled(JournaledRun& run, const JournaledChangeSet& earlier,
                      const ChangeSet& change_set, const RunContext& context,
                      const RunResult& done);

/// The error for a change that failed: what the database said, and which statement it was.
/// `statements` ran before it.
std::string describe_failure(const std::exception& error, int statements);
/// The same as a value; nothing where it is not the database that said no.
std::optional<FailedStatement> failed_statement(const std::exception& error, int statements);
/// What is left of a changeset that failed: its first statements, this many.
std::string describe_rest(int statements);
/// `statements 1 to 3 of the changeset are`.
std::string name_statements(int count, std::string_view whose);

}  // namespace ebbtide
