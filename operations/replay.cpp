#include "operations/replay.h"

#include <map>
#include <utility>

#include "executor/live_run.h"
#include "operations/checks.h"
#include "operations/warnings_alone.h"

namespace ebbtide {
namespace {

bool has_run(const HistoryRow& row) {
  return row.type == ExecType::executed || row.type == ExecType::reran;
}

/// The plan of what has run, in the order it did.
UpdatePlan plan_of(UpdatePlan all, const History& history, const HistoryStore& store,
                   const Hashing& hashing, Replay& replay) {
  std::map<ChangeSetId, PlannedChangeSet, ByIdentity> by_id;
  for (PlannedChangeSet& one : all.change_sets) by_id.emplace(one.change_set->id, std::move(one));
  UpdatePlan plan;
  for (const HistoryRow& row : history.rows()) {
    if (!has_run(row) || history.find(row.id) != &row) continue;
    const auto found = by_id.find(row.id);
    if (found == by_id.end()) {
      replay.unknown.push_back(row.id);
      continue;
    }
    if (store.compare(*found->second.change_set, row, hashing).standing == Standing::changed)
      replay.edited.push_back(row.id);
    found->second.skipped_for.clear();
    plan.change_sets.push_back(found->second);
  }
  return plan;
}

}  // namespace

Replay replay(const Project& project, OpenDatabase& database, const History& history,
              const LockOptions& lock, const Bounds& bounds, const Surroundings& with) {
  WarningsAlone warnings(with.observer);
  const Surroundings quiet{warnings, with.interruption};
  const Locked locked(database, lock, quiet);
  Replay replay;
  const Checks checks(project, database, {}, quiet);
  const UpdatePlan plan = plan_of(checks.unchecked_plan(locked.history(), {}), history,
                                  database.store(), database.target(project).hashing(), replay);
  LiveRunOptions options{Commands::left_out};
  options.asks_preconditions = false;
  options.judge = [&](Session& live) {
    return std::make_unique<JudgedSession>(live, database.connection(), bounds.reach, bounds.beyond,
                                           quiet.observer);
  };
  const LiveRun run(project, database, locked.history(), options, quiet);
  replay.change_sets =
      static_cast<std::size_t>(run_update(plan, locked.history(), run.context()).change_sets);
  return replay;
}

}  // namespace ebbtide
