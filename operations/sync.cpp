// Records what an update would run as run. The rows say EXECUTED, as Liquibase's do, and not
// MARK_RAN: what they are about is there, made by somebody else. A changeset that has run and would
// run again (runAlways, runOnChange) has a row already and is left alone. Checksums that are
// missing or old are stored as an update stores them. All of it is one transaction.
#include "operations/sync.h"

#include "executor/live_run.h"
#include "operations/checks.h"

namespace ebbtide {
namespace {

/// The changesets that get a row.
std::vector<const ChangeSet*> to_mark(const UpdatePlan& plan, const SyncOptions& options) {
  std::vector<const ChangeSet*> found;
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (options.most && static_cast<int>(found.size()) >= *options.most) break;
    if (planned.runs() && planned.ran == nullptr) found.push_back(planned.change_set);
  }
  return found;
}

void mark(const UpdatePlan& plan, const History& history, const SyncOptions& options,
          const RunContext& context) {
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (planned.wants_checksum()) store_checksum(planned, context);
  }
  int order = history.last_order();
  for (const ChangeSet* const one : to_mark(plan, options))
    context.bracket.keep(
        context.store.record(history_row(*one, ExecType::executed, ++order, context)));
}

/// Asks whoever is to be asked. Nothing of the changesets runs, so they have no statements.
void require_consent(const Changelog& changelog, const UpdatePlan& plan,
                     const SyncOptions& options) {
  Impact impact;
  for (const ChangeSet* const one : to_mark(plan, options))
    impact.change_sets.push_back({one, {}, {"recorded as run, and not run"}, false});
  require_consent(options.consents, {Way::forward, changelog, impact});
}

}  // namespace

void sync(const Project& project, OpenDatabase& database, const SyncOptions& options,
          const Surroundings& with) {
  const ToldOperation told(with.observer, "sync");
  const Locked locked(database, options.lock, with);
  const UpdatePlan plan = Checks(project, database, {options.is_strict, false}, with)
                              .update_plan(locked.history(), options.limit);
  require_consent(project.changelog(), plan, options);
  const LiveRun run(project, database, locked.history(), {}, with);
  Transaction all(database.connection());
  mark(plan, locked.history(), options, run.context());
  all.commit();
}

void write_sync(const Project& project, OpenDatabase& database, const SyncOptions& options,
                const ScriptOptions& script, std::ostream& out, const Surroundings& with) {
  const History history = recorded_history(database);
  const UpdatePlan plan = Checks(project, database, {options.is_strict, true}, with)
                              .update_plan(history, options.limit);
  write_script(project, database, ScriptKind::sync, script, history, out, with,
               [&](const RunContext& context) { mark(plan, history, options, context); });
}

}  // namespace ebbtide
