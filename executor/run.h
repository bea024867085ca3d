#pragma once

#include <functional>
#include <set>
#include <string>

#include "executor/history_writer.h"
#include "executor/interruption.h"
#include "executor/plan.h"
#include "executor/preconditions.h"
#include "executor/report.h"

namespace ebbtide {

/// Everything a run works with. Borrows all of it.
struct RunContext {
  Session& session;
  HistoryWriter& writer;
  const Target& target;       ///< with the default quoting
  const CheckContext& check;  ///< what preconditions look at
  Report& report;
  const Interruption& interruption;
  std::string deployment;  ///< the DEPLOYMENT_ID of this run
  std::string version;     ///< what goes into the LIQUIBASE column
  bool may_execute_commands = false;
};

/// What a run did.
struct RunResult {
  int change_sets = 0;    ///< how many were run, or marked as ran, or tried
  std::int64_t rows = 0;  ///< how many rows their statements changed
};

/// A changeset that failed, with the statement that did.
class ChangeSetFailed : public Error {
 public:
  ChangeSetFailed(const std::string& message, Position where, std::string change_set,
                  RunResult done)
      : Error(message, std::move(where), std::move(change_set)), done_(done) {}
  const RunResult& done() const { return done_; }

 private:
  RunResult done_;
};

/// Runs the changesets of a plan in order. A changeset and its history row are kept together where
/// the database can undo what defines tables; elsewhere the row follows the last statement at once,
/// and a failure says how many statements stay. Throws ChangeSetFailed for the first that fails,
/// and Interrupted where somebody asked to stop.
RunResult run_update(const UpdatePlan& plan, const History& history, const RunContext& context);

/// Gives one change's steps to the session, each statement after the edits of modifySql.
class ChangeRunner {
 public:
  ChangeRunner(const RunContext& context, const std::vector<SqlVisitor>& visitors, bool is_rollback)
      : context_(context), visitors_(visitors), is_rollback_(is_rollback) {}

  void run(const Change& change, const Target& target);
  std::int64_t rows() const { return rows_; }
  /// How many statements the database has run for this changeset.
  int statements() const { return statements_; }

 private:
  void take(const SqlStep& step);
  void take(const OutputStep& step);
  [[noreturn]] void take(const StopStep& step);
  void take(const CommandStep& step);

  const RunContext& context_;
  const std::vector<SqlVisitor>& visitors_;
  bool is_rollback_;
  std::int64_t rows_ = 0;
  int statements_ = 0;
};

/// What the history is to keep of a changeset that was run.
HistoryRow history_row(const ChangeSet& change_set, ExecType type, int order,
                       const RunContext& context);

/// The error for a change that failed: what the database said, which statement it was, and what
/// stays of it.
std::string describe_failure(const std::exception& error, int statements_before, bool is_undone);

}  // namespace ebbtide
