// Records what an update would run as run. The rows say EXECUTED, as Liquibase's do, and not
// MARK_RAN: what they are about is there, made by somebody else. A changeset that has run and would
// run again (runAlways, runOnChange) has a row already and is left alone. Checksums that are
// missing or old are stored as an update stores them. All of it is one transaction.
#include "operations/sync.h"

#include "executor/live_run.h"
#include "operations/checks.h"

namespace ebbtide {
namespace {

void mark(const UpdatePlan& plan, const History& history, const SyncOptions& options,
          const RunContext& context) {
  int marked = 0;
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (planned.wants_checksum()) store_checksum(planned, context);
    if (options.most && marked >= *options.most) continue;
    if (!planned.runs() || planned.ran != nullptr) continue;
    const int order = history.last_order() + ++marked;
    context.bracket.keep(
        context.store.record(history_row(*planned.change_set, ExecType::executed, order, context)));
  }
}

}  // namespace

void sync(const Project& project, OpenDatabase& database, const SyncOptions& options,
          const Surroundings& with) {
  const ToldOperation told(with.observer, "sync");
  const Locked locked(database, options.lock, with);
  const UpdatePlan plan = Checks(project, database, {options.is_strict, false}, with)
                              .update_plan(locked.history(), options.limit);
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
