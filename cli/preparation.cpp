#include "cli/preparation.h"

#include <algorithm>

#include "database/catalog.h"
#include "database/dialect.h"
#include "executor/preconditions.h"
#include "executor/validate.h"
#include "text/unicode.h"

namespace ebbtide {

std::set<const ChangeSet*> check_changelog(Workspace& workspace, const History& history,
                                           bool for_script) {
  const Changelog& changelog = workspace.changelog();
  const CheckContext check = workspace.check_context(history);
  for (const Changelog::Check& one : changelog.preconditions)
    ask(*one.block, check, for_script, workspace.console());
  return check_change_sets(workspace, history, for_script);
}

std::set<const ChangeSet*> check_change_sets(Workspace& workspace, const History& history,
                                             bool for_script) {
  const Target target = workspace.target(for_script);
  return Validation{workspace.changelog(), history, target, workspace.settings().flag("strict"),
                    !for_script}
      .run();
}

UpdatePlan prepare_update(Workspace& workspace, const History& history, const UpdateLimit& limit,
                          bool for_script) {
  const auto invalid = check_changelog(workspace, history, for_script);
  UpdatePlan plan = plan_update(workspace.changelog(), history, workspace.hashing(), limit);
  for (PlannedChangeSet& planned : plan.change_sets)
    planned.is_invalid = invalid.contains(planned.change_set);
  return plan;
}

void check_texts(Workspace& workspace, UpdatePlan& plan, bool for_script) {
  TextCheck::Result found = workspace.text_check().run(plan, workspace.target(for_script));
  for (const Problem& one : found.warnings)
    workspace.console().warning(one.where.to_text() + ": " + one.message + " [changeset " +
                                one.change_set + "]");
  if (!found.refusals.empty()) throw ValidationFailed(std::move(found.refusals));
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

void require_known_end(const History& history) {
  for (const HistoryRow& row : history.rows()) {
    const bool is_last = &row == &history.rows().back();
    if (row.has_known_place && !(is_last && row.executed_at.empty())) continue;
    throw Error("the history does not tell when " + row.id.to_text() +
                " ran, so nobody knows which row is the last one to tag: its DATEEXECUTED or "
                "ORDEREXECUTED is missing; correct the row");
  }
}

void check_tag(const std::string& tag, const Dialect& dialect) {
  constexpr std::size_t longest = 255;
  if (dialect.has(Feature::limited_texts) && utf16_length(tag) > longest)
    throw UsageError("the tag is longer than the 255 letters that the history can keep");
  if (tag.empty()) throw UsageError("the tag is empty");
}

Journal open_journal(Workspace& workspace, const History& history) {
  Journal journal(workspace.connection(), workspace.tables(), workspace.deployment());
  const auto& all = workspace.changelog().change_sets;
  const bool is_needed = !workspace.dialect().has(Feature::transactional_ddl) ||
                         std::any_of(all.begin(), all.end(), [](const ChangeSet& change_set) {
                           return !change_set.in_transaction;
                         });
  if (is_needed) journal.read(history);
  return journal;
}

RunContext run_context(Workspace& workspace, Bracket& bracket, HistoryWriter& writer,
                       const Target& target, const CheckContext& check, Journal* journal) {
  return {
      bracket.session(),
      bracket,
      writer,
      target,
      check,
      workspace.console(),
      workspace.interruption(),
      workspace.deployment(),
      Workspace::version(),
      workspace.settings().flag("allow-execute-command") ? Commands::allowed : Commands::refused,
      journal};
}

}  // namespace ebbtide
