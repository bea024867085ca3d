#include "cli/rollback.h"

#include "cli/preparation.h"
#include "cli/script.h"
#include "rollback/run.h"

namespace ebbtide {
namespace {

RollbackGoal goal_of_tag(const Workspace& workspace) {
  const std::string tag = workspace.settings().required("tag");
  return RollbackToTag{tag, workspace.settings().choice("tag-version") == "NEWEST"};
}

RollbackGoal goal_of_count(const Workspace& workspace) {
  workspace.settings().required("count");
  return RollbackCount{workspace.settings().number("count")};
}

RollbackToDate goal_of_date(const Workspace& workspace) {
  return parse_rollback_date(workspace.settings().required("date"));
}

/// Undoes on the live database. Everything is planned and checked before the first statement.
void rollback_database(Workspace& workspace, const RollbackGoal& goal) {
  Connection& connection = workspace.connection();
  const Changelog& changelog = workspace.changelog();
  const LockOptions options = workspace.lock_options();
  const Lock lock(connection, workspace.tables(), options, workspace.interruption(),
                  workspace.console());
  prepare_history_table(workspace);
  const History history = workspace.read_history();
  check_changelog(workspace, history, false);
  const Target target = workspace.target(false);
  const RollbackPlan plan = plan_rollback(goal, changelog, history, target);
  LiveSession session(connection, workspace.names());
  TableHistoryWriter writer(session, workspace.tables());
  const CheckContext check = workspace.check_context(history);
  Journal journal = open_journal(workspace, history);
  const JournalEnd end(journal);
  const RunContext context = run_context(workspace, session, writer, target, check, &journal);
  finish_rollbacks(changelog, history, context);
  const RunResult result = run_rollback(plan, context);
  if (result.change_sets == 0) workspace.console().say("INFO: 0 changesets rolled back.");
}

void write_plan(Workspace& workspace, ScriptKind kind, const std::string& title,
                const History& history, const RollbackPlan& plan) {
  const Target target = workspace.target(true);
  const CheckContext check = workspace.check_context(history);
  write_script(workspace, kind, title, [&](Session& session, HistoryWriter& writer) {
    run_rollback(plan, run_context(workspace, session, writer, target, check));
  });
}

void write_rollback(Workspace& workspace, const RollbackGoal& goal, const std::string& title) {
  const Changelog& changelog = workspace.changelog();
  const History history = script_history(workspace);
  check_changelog(workspace, history, true);
  write_plan(workspace, ScriptKind::rollback, title, history,
             plan_rollback(goal, changelog, history, workspace.target(true)));
}

void write_future(Workspace& workspace, const FutureLimit& limit) {
  const Changelog& changelog = workspace.changelog();
  const History history = script_history(workspace);
  check_changelog(workspace, history, true);
  const RollbackPlan plan = plan_future_rollback(limit, changelog, history, workspace.target(true));
  write_plan(workspace, ScriptKind::future, "SQL to roll back currently unexecuted changes",
             history, plan);
}

}  // namespace

void rollback(Workspace& workspace) { rollback_database(workspace, goal_of_tag(workspace)); }
void rollback_sql(Workspace& workspace) {
  const RollbackGoal goal = goal_of_tag(workspace);
  write_rollback(workspace, goal, "Rollback to '" + std::get<RollbackToTag>(goal).tag + "' Script");
}

void rollback_count(Workspace& workspace) {
  rollback_database(workspace, goal_of_count(workspace));
}
void rollback_count_sql(Workspace& workspace) {
  const RollbackGoal goal = goal_of_count(workspace);
  write_rollback(
      workspace, goal,
      "Rollback " + std::to_string(std::get<RollbackCount>(goal).count) + " Change(s) Script");
}

void rollback_to_date(Workspace& workspace) {
  rollback_database(workspace, goal_of_date(workspace));
}
void rollback_to_date_sql(Workspace& workspace) {
  const RollbackToDate goal = goal_of_date(workspace);
  write_rollback(workspace, goal, "Rollback to " + goal.moment + " Script");
}

void future_rollback_sql(Workspace& workspace) { write_future(workspace, {}); }

void future_rollback_count_sql(Workspace& workspace) {
  workspace.settings().required("count");
  write_future(workspace, {workspace.settings().number("count"), std::nullopt});
}

void future_rollback_from_tag_sql(Workspace& workspace) {
  write_future(workspace, {std::nullopt, workspace.settings().required("tag")});
}

}  // namespace ebbtide
