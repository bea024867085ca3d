// An update looks twice. First without the lock, since most updates of a fleet have nothing to do
// and should not wait for one that has:
//
//   read history, check, plan     errors of the changelog are found before anybody waits
//   nothing to write              the end: no lock, no statement that writes
//
// then, where there is something to write, under the lock:
//
//   history table                 made or brought up to date, and read again: another run may have
//                                 done meanwhile what was planned
//   earlier run                   a rollback that was cut off is finished: the plan is of whole
//                                 changesets
//   check, plan                   from the history of now
//   one transaction, consents     may refuse
//   run, tag, commit
//
// "Nothing to write" is more than nothing to run: a checksum to be stored, a tag to be set, a
// column that the history lacks or a table of the journal want the lock as well. One thing is done
// on the way out: the row of the lock that a killed run of ours has left would make a Liquibase
// wait, and this run, which takes no lock, would not see it.
//
// With no history at all the first look leaves out the preconditions of the changelog, and whether
// the tag is there: both are asked under the lock, behind the making of the tables.
//
// A changeset that fails is told with the report of what ran before it: the caller has to show that
// too.
#include "operations/update.h"

#include <algorithm>
#include <utility>

#include "executor/live_run.h"
#include "executor/one_transaction.h"
#include "operations/checks.h"
#include "operations/schema_reading.h"
#include "operations/script_schema.h"
#include "rollback/run.h"

namespace ebbtide {
namespace {

/// A run that was killed behind its last statement has left the lock's row taken, and Liquibase
/// would wait for it. Where a run is at work it stays.
void free_row_of_killed_run(OpenDatabase& database) {
  const auto holders = Lock::holders(database.connection(), database.store());
  const bool is_own = std::any_of(holders.begin(), holders.end(), [](const TakenRow& row) {
    return LockHolder::parse(row.holder).is_ours;
  });
  if (!is_own) return;
  try {
    Lock::release(database.connection(), database.store());
  } catch (const ConnectionLost&) {
    throw;
  } catch (const Error&) {
    // Its session is there.
  }
}

/// One update. Borrows what it is made from.
class Update {
 public:
  Update(const Project& project, OpenDatabase& database, const UpdateOptions& options,
         const Surroundings& with)
      : project_(project),
        database_(database),
        options_(options),
        with_(with),
        checks_(project, database, {options.is_strict, false}, with) {}

  UpdateReport run() {
    if (options_.tag) check_tag(*options_.tag, database_.names().facts());
    if (auto report = without_lock()) return std::move(*report);
    Locked locked(database_, options_.lock, with_);
    Journal journal = open_journal(project_, database_, locked.history());
    const JournalEnd end(journal);
    finish_earlier_run(locked, journal);
    UpdateReport report{locked.kept_history()};
    report.plan = checks_.update_plan(locked.history(), options_.limit);
    checks_.texts(report.plan);
    if (is_new_) warn_of_tag(report.plan);
    try {
      report.result = run(report.plan, locked.history(), journal);
    } catch (const ChangeSetFailed& failed) {
      report.result = failed.done();
      throw UpdateFailed(failed, std::move(report));
    }
    report.did_nothing = did_nothing(report.plan);
    return report;
  }

 private:
  /// Checks what will be run. Returns the report where there is nothing to do.
  std::optional<UpdateReport> without_lock() {
    UpdateReport report{std::make_shared<const History>(database_.read_history())};
    const History& early = *report.history;
    is_new_ = early.rows().empty() && !database_.has_history_table();
    if (is_new_) {
      // As Liquibase does: the tables come before the preconditions, so that a user who may make
      // none hears of that first.
      checks_.change_sets(early);
      report.plan = checks_.unchecked_plan(early, options_.limit);
      checks_.texts(report.plan);
      return std::nullopt;
    }
    report.plan = checks_.update_plan(early, options_.limit);
    warn_of_tag(report.plan);
    checks_.texts(report.plan);
    if (!report.plan.is_idle() || options_.tag || early.lacks_columns() ||
        open_journal(project_, database_, early).exists())
      return std::nullopt;
    free_row_of_killed_run(database_);
    report.was_idle = report.did_nothing = true;
    return report;
  }

  void warn_of_tag(const UpdatePlan& plan) const {
    if (!plan.found_tag)
      with_.observer.warning(warning_of_tag(options_.limit, project_.changelog()));
  }

  /// Finishes what an earlier run was cut off from while it undid it.
  void finish_earlier_run(Locked& locked, Journal& journal) const {
    const LiveRun run(project_, database_, locked.history(),
                      {commands_if(options_.may_execute_commands), false, &journal}, with_);
    if (!finish_rollbacks(project_.changelog(), locked.history(), run.context()).empty())
      locked.read_again();
  }

  /// Runs the plan and sets the tag, in one transaction where that is asked for and possible.
  RunResult run(const UpdatePlan& plan, const History& history, Journal& journal) const {
    LiveRun run(project_, database_, history,
                {commands_if(options_.may_execute_commands), options_.is_atomic, &journal}, with_);
    const RunContext& context = run.context();
    if (options_.is_atomic) require_one_transaction(plan, context);
    if (!options_.consents.empty()) require_consent(plan);
    const RunResult result = run_update(plan, history, context);
    if (options_.tag) {
      require_known_end(history);
      context.session.write(context.store.tag_last_row(*options_.tag));
    }
    run.finish();
    return result;
  }

  /// Throws ValidationFailed, before the first statement, where the update cannot be one
  /// transaction.
  static void require_one_transaction(const UpdatePlan& plan, const RunContext& context) {
    std::vector<Problem> against = against_one_transaction(plan, context);
    if (!against.empty()) throw ValidationFailed(std::move(against));
  }

  void require_consent(const UpdatePlan& plan) const {
    std::vector<Intended> intended;
    for (const PlannedChangeSet& planned : plan.change_sets) {
      if (!planned.runs() || planned.is_invalid) continue;
      intended.push_back({planned.change_set, Way::forward, {}});
      for (const auto& change : planned.change_set->changes)
        intended.back().changes.push_back(change.get());
    }
    const schema::Schema live = schema_to_foresee(database_);
    SchemaCatalog catalog = live_catalog(database_, live);
    const Impact impact =
        assess(intended, database_.target(project_, true).with(catalog, catalog.follower()), &live,
               with_.interruption);
    ebbtide::require_consent(options_.consents, {Way::forward, project_.changelog(), impact});
  }

  /// As Liquibase does: missing checksums are filled in without a word.
  bool did_nothing(const UpdatePlan& plan) const {
    return !options_.tag && std::none_of(plan.change_sets.begin(), plan.change_sets.end(),
                                         [](const PlannedChangeSet& one) {
                                           return one.runs() ||
                                                  (one.wants_checksum() && one.has_old_checksum());
                                         });
  }

  const Project& project_;
  OpenDatabase& database_;
  const UpdateOptions& options_;
  Surroundings with_;
  Checks checks_;
  bool is_new_ = false;  ///< there was no history
};

}  // namespace

UpdateReport update(const Project& project, OpenDatabase& database, const UpdateOptions& options,
                    const Surroundings& with) {
  const ToldOperation told(with.observer, "update");
  return Update(project, database, options, with).run();
}

}  // namespace ebbtide
