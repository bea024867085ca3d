// A rollback from the lock to the last statement. Everything that could refuse it comes before the
// first statement of its own, in an order in which each step can trust those before:
//
//   1 the lock          nobody else changes the history from here on
//   2 confirmation      of what undoes changesets out of their order
//   3 checks            of the changelog; a changeset that was changed has another way back
//   4 finish            what an earlier run left half undone: plans are of whole changesets
//   5 rest              of the goal, where 4 or the word of a killed run has done a part of it
//   6 prospect          plan, structure, obstacles, losses; shown also where it refuses
//   7 consents          asked about exactly what will be sent
//   8 word              left in the row of the lock for who comes after a kill (rollback/goal)
//   9 run               in one transaction, or changeset by changeset with the journal
//
// 4 is the one step that changes something before the rollback is known to be possible. It has to:
// what is half undone is in no state that could be planned from, and it would be finished by any
// next command.
//
// In one transaction nothing is noted, because nothing can stay half done, and a failure undoes all
// that was undone before it. Changeset by changeset what was undone before a failure stays undone
// and recorded, and the same command goes on behind it.
//
// A rehearsal is a run in one transaction that nobody commits: LiveRun takes back what was not
// finished. It leaves no word, since there is nothing to go on with.
#include "operations/rollback.h"

#include <set>
#include <utility>

#include "database/facts.h"
#include "executor/live_run.h"
#include "operations/checks.h"
#include "operations/rollback_prospect.h"
#include "operations/script_schema.h"
#include "rollback/run.h"

namespace ebbtide {
namespace {

/// What a rollback does before anything of its own plan.
std::vector<Problem> half_done(const Project& project, OpenDatabase& database,
                               const History& history) {
  std::vector<Problem> warnings;
  const Journal journal = open_journal(project, database, history);
  for (const JournaledChangeSet& one : journal.unfinished()) {
    if (one.direction == Direction::update) continue;
    warnings.push_back({{},
                        "an earlier run has left the rollback of this changeset half done: the "
                        "rollback finishes it first, and counts it; 'ebbtide repair' shows what of "
                        "it is applied",
                        one.id.to_text()});
  }
  return warnings;
}

/// Whether something ran after what the goal asks to undo, and stays.
bool leaves_later_ones(const RollbackGoal& goal, const History& history) {
  const std::set<const HistoryRow*> undone = rows_to_undo(goal, history);
  bool is_behind = false;
  for (const HistoryRow& row : history.rows()) {
    const bool is_undone = undone.contains(&row);
    if (is_behind && !is_undone) return true;
    is_behind = is_behind || is_undone;
  }
  return false;
}

/// As Liquibase does: what undoes changesets out of their order wants to be confirmed.
void require_confirmation(const RollbackOptions& options, const RollbackGoal& goal,
                          const History& history) {
  const bool is_one = std::holds_alternative<RollbackChosen>(goal) ||
                      std::holds_alternative<RollbackDeployment>(goal);
  if (!is_one || options.is_confirmed || options.is_rehearsal || !leaves_later_ones(goal, history))
    return;
  throw GoalRefused(
      "other changesets ran after those that would be undone, and stay; look at it with --plan, "
      "then confirm it with --force");
}

/// One rollback. Borrows what it is made from.
class LiveRollback {
 public:
  LiveRollback(const Project& project, OpenDatabase& database, const RollbackOptions& options,
               const Surroundings& with)
      : project_(project), database_(database), options_(options), with_(with) {}

  RollbackReport run(const RollbackGoal& goal) {
    Locked locked(database_, options_.lock, with_);
    require_confirmation(options_, goal, locked.history());
    Checks(project_, database_, {options_.is_strict, false}, with_).changelog(locked.history());
    Journal journal = open_journal(project_, database_, locked.history());
    const JournalEnd end(journal);
    const std::vector<ChangeSetId> finished = finish(locked.history(), journal);
    if (!finished.empty()) locked.read_again();
    const History& history = locked.history();
    const auto rest = rest_of(goal, finished, history, locked.lock().left_task());
    if (!rest) return {{}, true, false};
    const RollbackProspect prospect =
        foresee_live(project_, database_, *rest, options_, locked.kept_history(), with_);
    if (options_.show) options_.show(prospect);
    prospect.require_possible();
    require_consent(options_.consents, {Way::back, project_.changelog(), prospect.impact});
    if (!options_.is_rehearsal) leave_word(locked.lock(), goal, prospect, history);
    RollbackReport report;
    report.result = prospect.is_one_transaction ? run_whole(prospect.plan, history)
                                                : run_each(prospect.plan, history, journal);
    report.takes_from_sequences =
        options_.is_rehearsal && may_take_from_sequences(prospect, database_.names().facts());
    return report;
  }

 private:
  /// Goes on with what an earlier run was cut off from, so that the plan starts from whole
  /// changesets. Returns those that are undone by this.
  std::vector<ChangeSetId> finish(const History& history, Journal& journal) const {
    const LiveRun run(project_, database_, history,
                      {commands_if(options_.may_execute_commands), false, &journal}, with_);
    return finish_rollbacks(project_.changelog(), history, run.context());
  }

  /// So that the same command after a kill ends this rollback and begins no other.
  static void leave_word(Lock& lock, const RollbackGoal& goal, const RollbackProspect& prospect,
                         const History& history) {
    const std::string word = word_of(goal, history.change_sets() - prospect.plan.undos.size());
    if (!word.empty()) lock.announce(word);
  }

  RunResult run_whole(const RollbackPlan& plan, const History& history) const {
    LiveRun run(project_, database_, history,
                {commands_if(options_.may_execute_commands), true, nullptr}, with_);
    try {
      const RunResult result = run_rollback(plan, run.context());
      if (!options_.is_rehearsal) run.finish();
      return result;
    } catch (const ChangeSetFailed& failed) {
      throw ChangeSetFailed(std::string(failed.what()) +
                                "; nothing was undone (--atomic=false goes changeset by changeset)",
                            failed.where(), failed.change_set(), {}, failed.statement());
    }
  }

  RunResult run_each(const RollbackPlan& plan, const History& history, Journal& journal) const {
    const LiveRun run(project_, database_, history,
                      {commands_if(options_.may_execute_commands), false, &journal}, with_);
    return run_rollback(plan, run.context());
  }

  const Project& project_;
  OpenDatabase& database_;
  const RollbackOptions& options_;
  Surroundings with_;
};

void write_plan(const Project& project, OpenDatabase& database, ScriptKind kind,
                const ScriptOptions& script, const History& history, const RollbackPlan& plan,
                std::ostream& out, const Surroundings& with) {
  write_script(project, database, kind, script, history, out, with,
               [&](const RunContext& context) { run_rollback(plan, context); });
}

}  // namespace

RollbackProspect foresee_rollback(const Project& project, OpenDatabase& database,
                                  const RollbackGoal& goal, const RollbackOptions& options,
                                  const Surroundings& with) {
  const auto history = std::make_shared<const History>(database.read_history());
  Checks(project, database, {options.is_strict, false}, with).changelog(*history);
  RollbackProspect prospect = foresee_live(project, database, goal, options, history, with);
  for (Problem& warning : half_done(project, database, *history))
    prospect.warnings.push_back(std::move(warning));
  return prospect;
}

RollbackReport roll_back(const Project& project, OpenDatabase& database, const RollbackGoal& goal,
                         const RollbackOptions& options, const Surroundings& with) {
  const ToldOperation told(with.observer, "rollback");
  return LiveRollback(project, database, options, with).run(goal);
}

void write_rollback(const Project& project, OpenDatabase& database, const RollbackGoal& goal,
                    const RollbackOptions& options, const ScriptOptions& script, std::ostream& out,
                    const Surroundings& with) {
  const auto history = std::make_shared<const History>(recorded_history(database));
  Checks(project, database, {options.is_strict, true}, with).changelog(*history);
  const RollbackProspect prospect = foresee(project, database, goal, options, history, true, with);
  if (options.show) options.show(prospect);
  prospect.require_possible();
  write_plan(project, database, ScriptKind::rollback, script, *history, prospect.plan, out, with);
}

void write_future_rollback(const Project& project, OpenDatabase& database, const FutureLimit& limit,
                           const ScriptOptions& script, std::ostream& out,
                           const Surroundings& with) {
  const History history = recorded_history(database);
  Checks(project, database, {script.is_strict, true}, with).changelog(history);
  const SchemaCatalog catalog = script_catalog(project, database, history);
  const RollbackPlan plan =
      plan_future_rollback(limit, project.changelog(), history, database.store(),
                           database.target(project, true).with(catalog, {}));
  write_plan(project, database, ScriptKind::future, script, history, plan, out, with);
}

}  // namespace ebbtide
