#include "cli/preparation.h"

#include "executor/preconditions.h"
#include "executor/validate.h"

namespace ebbtide {

std::set<const ChangeSet*> check_changelog(Workspace& workspace, const History& history,
                                           bool for_script) {
  const Changelog& changelog = workspace.changelog();
  const CheckContext check = workspace.check_context(history);
  for (const Changelog::Check& one : changelog.preconditions)
    ask(*one.block, check, for_script, workspace.console());
  const Target target = workspace.target(for_script);
  return Validation{changelog, history, target, workspace.settings().flag("strict")}.run();
}

UpdatePlan prepare_update(Workspace& workspace, const History& history, const UpdateLimit& limit,
                          bool for_script) {
  const auto invalid = check_changelog(workspace, history, for_script);
  UpdatePlan plan = plan_update(workspace.changelog(), history, workspace.hashing(), limit);
  for (PlannedChangeSet& planned : plan.change_sets)
    planned.is_invalid = invalid.contains(planned.change_set);
  return plan;
}

void prepare_history_table(Workspace& workspace) {
  Connection& connection = workspace.connection();
  const TrackingTables& tables = workspace.tables();
  const auto table = connection.catalog(workspace.names().defaults())->table(tables.history_name());
  if (!table) {
    connection.execute({tables.create_history()});
    return;
  }
  for (const CommentedSql& step : tables.upgrade_history(*table)) connection.execute({step.sql});
}

RunContext run_context(Workspace& workspace, Session& session, HistoryWriter& writer,
                       const Target& target, const CheckContext& check) {
  return {session,
          writer,
          target,
          check,
          workspace.console(),
          workspace.interruption(),
          workspace.deployment(),
          Workspace::version(),
          workspace.settings().flag("allow-execute-command")};
}

}  // namespace ebbtide
