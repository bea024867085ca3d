// The test of whether changesets can be undone. The structure is read three times, the history
// twice:
//
//   read structure s0, history h0
//   update          what was chosen; a failure ends the test
//   open a new session, read s1, h1
//   rollback        what is in h1 and not in h0
//   read s2         every difference between s0 and s2 is a finding
//   update again    fails where the way back has left something that s2 does not show
//
// The new session is the point: a rollback in production comes days later, and must not depend on a
// temporary table, a search path or a variable of the session that updated.
//
// Undone is what the history has more than before, and not what was chosen: a changeset that its
// preconditions have left for another time is not there to be undone. A rollback that fails ends
// the test of the next changesets unless it has left history and structure as they were behind the
// update, for they would start from a state nobody wanted. Our own tables are left out of the
// structure: the first update makes them.
//
// Connection and interruption are not findings; they end the test as errors.
#include "operations/rollback_test.h"

#include <algorithm>

#include "database/catalog.h"
#include "executor/live_run.h"
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
  const History history = database_.read_history();
  const UpdatePlan plan = checks_.update_plan(history, {});
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
  database_.reconnect();
  const Structure updated = structure();
  const ChangeSetIds has = recorded();
  std::vector<ChangeSetId> added;
  std::set_difference(has.begin(), has.end(), had.begin(), had.end(), std::back_inserter(added),
                      ByIdentity());
  if (!attempt("rollback", name, [&] { roll_back(added); }))
    return recorded() == has && differences(updated, structure()).empty();
  for (StructureDifference& one : differences(before, structure())) {
    const bool is_place = one.object.kind == "schema" || one.object.kind == "extension";
    if (is_place && made_anew_.contains(one.object.name)) continue;
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

LiveRunOptions RollbackTest::run_options(Commands commands, std::optional<Beyond> beyond) {
  LiveRunOptions options{commands};
  if (beyond)
    options.judge = [this, beyond](Session& live) {
      return std::make_unique<JudgedSession>(live, database_.connection(), bounds_->reach, *beyond,
                                             with_.observer, &made_anew_);
    };
  return options;
}

// All checks of an update are made, with the whole plan; what is not picked is then left out as if
// a count had ended before it. What has run before leaves out programs, and what reaches beyond the
// database where that is bound.
void RollbackTest::update(const Picks& picks, bool has_run_before) {
  const Locked locked(database_, options_.lock, with_);
  UpdatePlan plan = checks_.update_plan(locked.history(), {});
  checks_.texts(plan);
  for (PlannedChangeSet& planned : plan.change_sets) {
    if (!picks(planned)) planned.skipped_for.push_back(SkipReason::after_count);
  }
  std::optional<Beyond> beyond;
  if (bounds_ != nullptr) {
    const bool passes_over = has_run_before && bounds_->beyond == Beyond::refused;
    beyond = passes_over ? Beyond::passed_over : bounds_->beyond;
  }
  const Commands commands =
      has_run_before ? Commands::left_out : commands_if(options_.may_execute_commands);
  const LiveRun run(project_, database_, locked.history(), run_options(commands, beyond), with_);
  run_update(plan, locked.history(), run.context());
}

void RollbackTest::roll_back(const std::vector<ChangeSetId>& ids) {
  if (ids.empty()) return;
  const Locked locked(database_, options_.lock, with_, Locked::Tables::as_they_are);
  const RollbackPlan plan = plan_rollback(RollbackChosen{ids}, project_.changelog(),
                                          locked.history(), database_.target(project_));
  const auto beyond = bounds_ == nullptr ? std::nullopt : std::optional(bounds_->beyond);
  const LiveRun run(project_, database_, locked.history(),
                    run_options(commands_if(options_.may_execute_commands), beyond), with_);
  run_rollback(plan, run.context());
}

Structure RollbackTest::structure() {
  Structure all = database_.catalog().structure(StructureScope::all_schemas);
  const std::vector<ObjectName> own = database_.store().own_tables();
  all.remove_if([&](const StructureObject& object) {
    return std::any_of(own.begin(), own.end(), [&](const ObjectName& table) {
      return equals_ignoring_case(object.table, table.name) ||
             (object.kind == "table" && equals_ignoring_case(object.name, table.name));
    });
  });
  return all;
}

}  // namespace ebbtide
