// A migrate in its order, which is Flyway's:
//
//   validate          but for what is pending; anything wrong ends it here
//   lock              Flyway's own, held to the end; the history is read again under it
//   history table     made where it is missing: not in a schema with something in it, unless a
//                     baseline is asked for; schemas that are missing come before it
//   half done         an undo that was cut off is finished; see unfinished.cpp
//   each migration    beforeEachMigrate, its statements, afterEachMigrate, its row: in one
//                     transaction where it bears one; all of them in one with `group`
//   repeatables       behind afterVersioned and beforeRepeatables
//
// Each is a plan of one changeset, run by the executor as an update is, with its journal. Scripts
// are taken apart one by one, since what is wrong with one stops none before it.
//
// A migration that fails is undone as far as the database can do that. Where something may stay, on
// MySQL and MariaDB or outside of a transaction, its row is written and says that it failed, and
// nothing goes on until `repair`. One that was killed has no row: the next migrate goes on behind
// what the journal knows as applied.
#include "operations/flyway/migrate.h"

#include <algorithm>

#include "database/facts.h"
#include "executor/one_transaction.h"
#include "flyway/cherry_pick.h"
#include "flyway/failure.h"
#include "operations/flyway/changelog_runs.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/unfinished.h"
#include "operations/flyway/validate.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

using flyway::Failure;
using flyway::MigrationInfo;

/// A migration that is about to run.
struct Task {
  const MigrationInfo* info;
  PreparedScript script;
};

std::string failure_code(const MigrationInfo& info) {
  if (info.is_repeatable()) return "FAILED_REPEATABLE_MIGRATION";
  return flyway::is_baseline(info.type()) ? "FAILED_BASELINE_MIGRATION"
                                          : "FAILED_VERSIONED_MIGRATION";
}

std::string name_of(const MigrationInfo& info) {
  const std::string& description = info.description();
  if (!info.version()) return "\"" + description + "\"";
  return "\"" + info.version()->text() + (description.empty() ? "" : " " + description) + "\"";
}

class Migrate {
 public:
  Migrate(FlywayPlace& place, const MigrateTold& told)
      : place_(place), told_(told), attendant_(place, "beforeEachMigrate", "afterEachMigrate") {}

  MigrateResult run() {
    const flyway::Configuration& configuration = place_.configuration();
    flyway::Target::parse(configuration.text("target"));
    is_whole_ = decide_whole();
    if (configuration.flag("validateOnMigrate")) {
      result_.validated = require_valid(place_, true);
      told_.validated(result_.validated);
    }
    const FlywayLock lock(place_);
    prepare_history(place_, told_.creates_history);
    place_.table().look_for_watchers();
    result_.about = about(place_);
    place_.enter();
    rows_ = place_.history();
    flyway::Standing standing = place_.standing(rows_);
    Journal journal = place_.open_journal(standing);
    const JournalEnd end(journal);
    const auto chosen = pending(standing);
    if (chosen.empty()) {
      tell_current(standing);
      return without_migrations();
    }
    if (!place_.configuration().flag("skipExecutingMigrations"))
      require_known_to_flyway(place_, rows_, chosen);
    place_.store().take(rows_);
    if (settle_unfinished(place_, journal)) {
      rows_ = place_.history();
      place_.store().take(rows_);
      standing = place_.standing(rows_);
    }
    tell_current(standing);
    run_all(pending(standing), journal);
    return std::move(result_);
  }

 private:
  void tell_current(const flyway::Standing& standing) {
    if (const MigrationInfo* const current = standing.current())
      result_.initial_version = current->version()->text();
    told_.current(result_.initial_version);
  }

  /// With `next` repeatables wait until no version is left, and come one by one.
  std::vector<const MigrationInfo*> pending(const flyway::Standing& standing) const {
    const auto picked = flyway::CherryPick::parse(place_.configuration().text("cherryPick"));
    if (picked.is_given()) return picked.to_run(standing);
    std::vector<const MigrationInfo*> all = standing.pending();
    const auto target = flyway::Target::parse(place_.configuration().text("target"));
    if (target.kind == flyway::Target::Kind::next && !all.empty()) all.resize(1);
    return all;
  }

  /// Whether all is one transaction: --atomic insists, -group asks for it where that can be.
  bool decide_whole() const {
    const bool can = place_.facts().has(Feature::transactional_ddl);
    const bool insists = place_.configuration().flag("-atomic");
    const std::string why =
        std::string(place_.facts().product_name) + " commits every statement that defines a table";
    if (insists && !can)
      throw Failure(flyway::error_code,
                    why +
                        ", so migrate cannot be one transaction there; leave --atomic out: a "
                        "journal keeps what is applied of a migration that fails");
    const bool wants = place_.configuration().flag("group");
    if (wants && !can)
      place_.with().observer.warning(
          "-group has no effect, since this database cannot undo what defines tables");
    return (wants || insists) && can;
  }

  MigrateResult without_migrations() {
    const auto run = place_.begin_run();
    VerbCallbacks callbacks(flyway::Phase::migrate, place_, run->context());
    run_callbacks("afterVersioned", place_, run->context());
    callbacks.finish();
    return std::move(result_);
  }

  std::unique_ptr<LiveRun> begin(Journal& journal, bool is_one) {
    LiveRunOptions options;
    options.is_one_transaction = is_one;
    options.journal = &journal;
    options.attendant = &attendant_;
    auto run = place_.begin_run(options);
    attendant_.attend(run->context());
    return run;
  }

  void run_all(const std::vector<const MigrationInfo*>& all, Journal& journal) {
    const auto repeatables = std::find_if(
        all.begin(), all.end(), [](const MigrationInfo* one) { return one->is_repeatable(); });
    const auto each = begin(journal, false);
    VerbCallbacks callbacks(flyway::Phase::migrate, place_, each->context());
    if (is_whole_) {
      run_whole(all, journal);
    } else {
      for (auto one = all.begin(); one != repeatables; ++one) run_alone(**one, each->context());
    }
    run_callbacks("afterVersioned", place_, each->context());
    if (repeatables != all.end()) run_callbacks("beforeRepeatables", place_, each->context());
    if (!is_whole_) {
      for (auto one = repeatables; one != all.end(); ++one) run_alone(**one, each->context());
    }
    run_callbacks("afterMigrateApplied", place_, each->context());
    callbacks.finish();
  }

  Task prepare_task(const MigrationInfo& info) const {
    const flyway::ResolvedMigration& script = *info.resolved;
    return {&info, prepare({id_of(script), script.text, script.shown, script.path, script.metadata},
                           place_)};
  }

  void run_alone(const MigrationInfo& info, const RunContext& context) {
    Task task = prepare_task(info);
    execute(task, context);
    ++result_.executed;
    if (info.version()) result_.target_version = info.version()->text();
  }

  /// All in one transaction, or with `mixed` and one that bears none, all without.
  void run_whole(const std::vector<const MigrationInfo*>& all, Journal& journal) {
    std::vector<Task> tasks;
    for (const MigrationInfo* const one : all) tasks.push_back(prepare_task(*one));
    const bool is_one = bear_one_transaction(tasks);
    for (Task& task : tasks) task.script.change_set.in_transaction = is_one;
    const auto together = begin(journal, is_one);
    if (place_.configuration().flag("-atomic")) require_one_transaction(tasks, together->context());
    for (Task& task : tasks) execute(task, together->context());
    together->finish();
    result_.executed = static_cast<int>(tasks.size());
    for (const Task& task : tasks) {
      if (task.info->version()) result_.target_version = task.info->version()->text();
    }
  }

  bool bear_one_transaction(const std::vector<Task>& tasks) {
    const auto is_transactional = [](const Task& task) {
      return task.script.change_set.in_transaction;
    };
    const auto odd = std::find_if_not(tasks.begin(), tasks.end(), is_transactional);
    if (odd == tasks.end()) return true;
    if (place_.configuration().flag("-atomic"))
      fail(*odd->info, Error("the migration " + name_of(*odd->info) +
                             " cannot run in a transaction; run it alone, or leave --atomic out. "
                             "Nothing was run."));
    const bool is_mixed = std::any_of(tasks.begin(), tasks.end(), is_transactional);
    if (is_mixed && !place_.configuration().flag("mixed"))
      fail(*odd->info,
           Error("Detected both transactional and non-transactional migrations within the same "
                 "migration group (even though mixed is false). First offending migration: " +
                 name_of(*odd->info) + " [non-transactional]"));
    return false;
  }

  /// A statement that ends the transaction would keep a part of what was to be all or nothing.
  void require_one_transaction(const std::vector<Task>& tasks, const RunContext& context) {
    for (const Task& task : tasks) {
      const UpdatePlan plan{{planned(task)}};
      for (const Problem& problem : against_one_transaction(plan, context))
        fail(*task.info, Error(problem.message, problem.where));
    }
  }

  PlannedChangeSet planned(const Task& task) const {
    PlannedChangeSet planned{&task.script.change_set, nullptr, &place_.store(), {}};
    planned.is_invalid = place_.configuration().flag("skipExecutingMigrations");
    return planned;
  }

  void execute(const Task& task, const RunContext& context) {
    context.interruption.check();
    told_.begins(*task.info);
    place_.store().expect(task.script.change_set.id, row_of(*task.info));
    attendant_.begin();
    const UpdatePlan plan{{planned(task)}};
    try {
      run_update(plan, place_.store().end(), context);
    } catch (const ChangeSetFailed& failed) {
      explain(task, failed, context);
    }
    result_.migrations.push_back(told(*task.info));
    if (task.script.sets_session) place_.enter();
  }

  /// What Flyway says and writes of a failure, by how far the migration has come. One whose
  /// callback behind it fails, or whose row cannot be written, has no row.
  [[noreturn]] void explain(const Task& task, const ChangeSetFailed& failed,
                            const RunContext& context) {
    using Stage = ScriptAttendant::Stage;
    const Stage stage = attendant_.stage();
    if (stage == Stage::refused) fail(*task.info, failed);
    if (!attendant_.kept_statements())
      throw Failure("DB_CONNECTION", failed.what(), failed.where());
    if (stage == Stage::before) rethrow_before(task, context);
    if (stage == Stage::behind) rethrow_behind();
    const auto script =
        script_failure(task.script, failed, *attendant_.kept_statements(), Direction::update);
    if (!script && failed.statement()) throw Failure("DB_CONNECTION", behind_all(task, failed));
    record_failure(task, context);
    if (script) fail(*task.info, *script);
    fail(*task.info, failed);
  }

  /// Of what comes behind the statements of the script: its row, and the commit.
  static std::string behind_all(const Task& task, const ChangeSetFailed& failed) {
    constexpr std::size_t most = 60;
    const std::string& sql = failed.statement()->sql;
    return task.script.shown + ": " + failed.statement()->message +
           "; its statements ran, and behind them: " +
           (sql.size() <= most ? sql : std::string(utf16_prefix(sql, most)) + "…");
  }

  [[noreturn]] void rethrow_before(const Task& task, const RunContext& context) {
    try {
      std::rethrow_exception(attendant_.thrown());
    } catch (const Error& error) {
      record_failure(task, context);
      fail(*task.info, error);
    }
  }

  [[noreturn]] void rethrow_behind() const {
    try {
      std::rethrow_exception(attendant_.thrown());
    } catch (const Failure&) {
      throw;
    } catch (const Error& error) {
      throw Failure("DB_CONNECTION", error.what());
    }
  }

  void record_failure(const Task& task, const RunContext& context) {
    if (!context.bracket.is_one()) run_callbacks("afterEachMigrateError", place_, context);
    const ChangeSet& change_set = task.script.change_set;
    if (change_set.in_transaction && place_.facts().has(Feature::transactional_ddl)) return;
    context.session.write(place_.store().record_failure(change_set.id));
  }

  flyway::AppliedMigration row_of(const MigrationInfo& info) const {
    const flyway::ResolvedMigration& script = *info.resolved;
    flyway::AppliedMigration row;
    row.version = script.version;
    row.description = script.description;
    row.type = script.type();
    row.script = script.script;
    row.checksum = script.checksum;
    row.installed_by = installed_by(place_);
    return row;
  }

  [[noreturn]] void fail(const MigrationInfo& info, const Error& why) {
    result_.target_version.reset();
    if (is_whole_ || place_.configuration().flag("group")) result_.executed = 0;
    throw MigrateFailed(failure_code(info), why, result_);
  }

  FlywayPlace& place_;
  const MigrateTold& told_;
  ScriptAttendant attendant_;
  std::vector<flyway::AppliedMigration> rows_;
  bool is_whole_ = false;
  MigrateResult result_;
};

}  // namespace

MigrateFailed::MigrateFailed(std::string code, const Error& why, MigrateResult done)
    : Error(why.what(), why.where()), code_(std::move(code)), done_(std::move(done)) {
  if (const auto* const script = dynamic_cast<const ScriptFailed*>(&why))
    details_ = script->details();
}

MigrateResult migrate(FlywayPlace& place, const MigrateTold& told) {
  const ToldOperation told_of(place.with().observer, "flyway migrate");
  return Migrate(place, told).run();
}

}  // namespace ebbtide
