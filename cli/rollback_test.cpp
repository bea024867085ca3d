#include "cli/rollback_test.h"

#include <algorithm>
#include <array>

#include "cli/preparation.h"
#include "cli/reach_check.h"
#include "database/catalog.h"
#include "database/dialect.h"
#include "rollback/run.h"
#include "text/ascii.h"

namespace ebbtide {

ChangeSetIds ids_of(const History& history) {
  ChangeSetIds ids;
  for (const HistoryRow& row : history.rows()) ids.insert(row.id);
  return ids;
}

void RollbackTest::prepare(const ChangeSetIds& ran) {
  update([&](const PlannedChangeSet& planned) { return ran.contains(planned.change_set->id); },
         true);
}

std::vector<const ChangeSet*> RollbackTest::pending() {
  const History history = workspace_.read_history();
  const UpdatePlan plan = prepare_update(workspace_, history, {}, false);
  std::vector<const ChangeSet*> found;
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (planned.runs()) found.push_back(planned.change_set);
  }
  return found;
}

bool RollbackTest::run(const std::vector<const ChangeSet*>& change_sets, const std::string& name) {
  const std::set<const ChangeSet*> chosen(change_sets.begin(), change_sets.end());
  const auto is_chosen = [&](const PlannedChangeSet& planned) {
    return chosen.contains(planned.change_set);
  };
  tested += change_sets.size();
  const Structure before = structure();
  const ChangeSetIds had = recorded();
  if (!attempt("update", name, [&] { update(is_chosen); })) return false;
  workspace_.reconnect();
  const Structure updated = structure();
  const ChangeSetIds has = recorded();
  std::vector<ChangeSetId> added;
  std::set_difference(has.begin(), has.end(), had.begin(), had.end(), std::back_inserter(added),
                      ByIdentity());
  if (!attempt("rollback", name, [&] { roll_back(added); }))
    return recorded() == has && differences(updated, structure()).empty();
  for (StructureDifference& one : differences(before, structure())) {
    const std::string message = one.to_text();
    findings.push_back({name, "compare", message, std::move(one)});
  }
  return attempt("update again", name, [&] { update(is_chosen); });
}

bool RollbackTest::attempt(const std::string& step, const std::string& name,
                           const std::function<void()>& run_step) {
  try {
    run_step();
    return true;
  } catch (const Interrupted&) {
    throw;
  } catch (const ConnectionLost&) {
    throw;
  } catch (const ValidationFailed& failed) {
    for (const Problem& problem : failed.problems())
      add(step, problem.change_set.empty() ? name : problem.change_set, problem.where,
          problem.message);
  } catch (const Error& error) {
    add(step, error.change_set().empty() ? name : error.change_set(), error.where(), error.what());
  }
  return false;
}

void RollbackTest::add(const std::string& step, const std::string& change_set,
                       const Position& where, const std::string& message) {
  findings.push_back(
      {change_set,
       step,
       (where.file.empty() ? "" : where.to_text() + ": ") + replace_all(message, "\n", " "),
       {}});
}

void RollbackTest::update(const Picks& picks, bool has_run_before) {
  const LockOptions options = workspace_.lock_options();
  const Lock lock(workspace_.connection(), workspace_.tables(), options, workspace_.interruption(),
                  workspace_.console());
  prepare_history_table(workspace_);
  const History history = workspace_.read_history();
  UpdatePlan plan = prepare_update(workspace_, history, {}, false);
  check_texts(workspace_, plan, false);
  for (PlannedChangeSet& planned : plan.change_sets) {
    if (!picks(planned)) planned.skipped_for.push_back(SkipReason::after_count);
  }
  LiveSession live(workspace_.connection(), workspace_.names());
  std::optional<JudgedSession> judged;
  if (bounds_ != nullptr) {
    const bool passes_over = has_run_before && bounds_->beyond == Beyond::refused;
    judged.emplace(live, workspace_.connection(), bounds_->reach,
                   passes_over ? Beyond::passed_over : bounds_->beyond, workspace_.console());
  }
  Session& session = judged ? static_cast<Session&>(*judged) : live;
  EachAlone bracket(session);
  TableHistoryWriter writer(bracket, workspace_.tables());
  const Target target = workspace_.target(false);
  const CheckContext check = workspace_.check_context(history);
  RunContext context = run_context(workspace_, bracket, writer, target, check);
  if (has_run_before) context.commands = Commands::left_out;
  run_update(plan, history, context);
}

void RollbackTest::roll_back(const std::vector<ChangeSetId>& ids) {
  if (ids.empty()) return;
  const LockOptions options = workspace_.lock_options();
  const Lock lock(workspace_.connection(), workspace_.tables(), options, workspace_.interruption(),
                  workspace_.console());
  const History history = workspace_.read_history();
  const Target target = workspace_.target(false);
  const RollbackPlan plan =
      plan_rollback(RollbackChosen{ids}, workspace_.changelog(), history, target);
  LiveSession live(workspace_.connection(), workspace_.names());
  std::optional<JudgedSession> judged;
  if (bounds_ != nullptr)
    judged.emplace(live, workspace_.connection(), bounds_->reach, bounds_->beyond,
                   workspace_.console());
  Session& session = judged ? static_cast<Session&>(*judged) : live;
  EachAlone bracket(session);
  TableHistoryWriter writer(bracket, workspace_.tables());
  const CheckContext check = workspace_.check_context(history);
  run_rollback(plan, run_context(workspace_, bracket, writer, target, check));
}

Structure RollbackTest::structure() {
  Structure all = workspace_.target(false).catalog.structure(StructureScope::all_schemas);
  const std::array own{std::string(workspace_.tables().history_name().name),
                       std::string(workspace_.tables().lock_name().name)};
  all.remove_if([&](const StructureObject& object) {
    return std::any_of(own.begin(), own.end(), [&](const std::string& name) {
      return equals_ignoring_case(object.table, name) ||
             (object.kind == "table" && equals_ignoring_case(object.name, name));
    });
  });
  return all;
}

}  // namespace ebbtide
