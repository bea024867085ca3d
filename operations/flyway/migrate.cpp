// A migrate in its order, which is Flyway's:
//
//   validate          but for what is pending; anything wrong ends it here
//   lock              Flyway's own, held to the end; the history is read again under it
//   history table     made where it is missing: not in a schema with something in it, unless a
//                     baseline is asked for; schemas that are missing come before it
//   each migration    beforeEachMigrate, its statements, afterEachMigrate, its row: in one
//                     transaction where it bears one; all of them in one with `group`
//   repeatables       behind afterVersioned and beforeRepeatables
//
// A migration that fails is undone as far as the database can do that. Where something may stay, on
// MySQL and MariaDB or outside of a transaction, its row is written and says that it failed, and
// nothing goes on until `repair`.
#include "operations/flyway/migrate.h"

#include <algorithm>
#include <chrono>

#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/validate.h"
#include "text/ascii.h"

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
  const std::string description = info.description();
  if (!info.version()) return "\"" + description + "\"";
  return "\"" + info.version()->text() + (description.empty() ? "" : " " + description) + "\"";
}

class Migrate {
 public:
  Migrate(FlywayPlace& place, const MigrateTold& told) : place_(place), told_(told) {}

  MigrateResult run() {
    const flyway::Configuration& configuration = place_.configuration();
    flyway::Target::parse(configuration.text("target"));
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
    for (const auto& row : rows_) last_rank_ = std::max(last_rank_, row.rank);
    const flyway::Standing standing = place_.standing(rows_);
    if (const MigrationInfo* const current = standing.current())
      result_.initial_version = current->version()->text();
    told_.current(result_.initial_version);
    run_all(pending(standing));
    return std::move(result_);
  }

 private:
  /// With `next` repeatables wait until no version is left, and come one by one.
  std::vector<const MigrationInfo*> pending(const flyway::Standing& standing) const {
    std::vector<const MigrationInfo*> all = standing.pending();
    const auto target = flyway::Target::parse(place_.configuration().text("target"));
    if (target.kind == flyway::Target::Kind::next && !all.empty()) all.resize(1);
    return all;
  }

  bool is_group() const {
    const bool wants = place_.configuration().flag("group");
    if (wants && !place_.facts().has(Feature::transactional_ddl))
      place_.with().observer.warning(
          "-group has no effect, since this database cannot undo what defines tables");
    return wants && place_.facts().has(Feature::transactional_ddl);
  }

  void run_all(const std::vector<const MigrationInfo*>& all) {
    const auto repeatables = std::find_if(
        all.begin(), all.end(), [](const MigrationInfo* one) { return one->is_repeatable(); });
    const auto each = place_.begin_run(false);
    VerbCallbacks callbacks(flyway::Phase::migrate, place_, each->context());
    const bool was_any = !all.empty();
    if (is_group()) {
      run_group(all);
    } else {
      for (auto one = all.begin(); one != repeatables; ++one) run_alone(**one, each->context());
    }
    run_callbacks("afterVersioned", place_, each->context());
    if (repeatables != all.end()) run_callbacks("beforeRepeatables", place_, each->context());
    if (!is_in_group_) {
      for (auto one = repeatables; one != all.end(); ++one) run_alone(**one, each->context());
    }
    if (was_any) run_callbacks("afterMigrateApplied", place_, each->context());
    callbacks.finish();
  }

  Task prepare_task(const MigrationInfo& info) const {
    const flyway::ResolvedMigration& script = *info.resolved;
    const std::string id =
        script.version ? script.version->text() : flyway::stored_description(script.description);
    return {&info, prepare({id, script.text, script.shown, script.path, script.metadata}, place_)};
  }

  void run_alone(const MigrationInfo& info, const RunContext& context) {
    Task task = prepare_task(info);
    execute(task, context);
    ++result_.executed;
    if (info.version()) result_.target_version = info.version()->text();
  }

  /// All in one transaction, or with `mixed` and one that bears none, all without.
  void run_group(const std::vector<const MigrationInfo*>& all) {
    is_in_group_ = true;
    std::vector<Task> tasks;
    for (const MigrationInfo* const one : all) tasks.push_back(prepare_task(*one));
    const auto is_transactional = [](const Task& task) {
      return task.script.change_set.in_transaction;
    };
    const auto odd = std::find_if_not(tasks.begin(), tasks.end(), is_transactional);
    const bool is_mixed = std::any_of(tasks.begin(), tasks.end(), is_transactional);
    if (odd != tasks.end() && is_mixed && !place_.configuration().flag("mixed"))
      fail(*odd->info,
           Error("Detected both transactional and non-transactional migrations within the same "
                 "migration group (even though mixed is false). First offending migration: " +
                 name_of(*odd->info) + " [non-transactional]"));
    for (Task& task : tasks) task.script.change_set.in_transaction = odd == tasks.end();
    const auto together = place_.begin_run(odd == tasks.end());
    for (Task& task : tasks) execute(task, together->context());
    together->finish();
    result_.executed = static_cast<int>(tasks.size());
    for (const Task& task : tasks) {
      if (task.info->version()) result_.target_version = task.info->version()->text();
    }
  }

  void execute(Task& task, const RunContext& context) {
    const MigrationInfo& info = *task.info;
    context.interruption.check();
    told_.begins(info);
    const bool skips = place_.configuration().flag("skipExecutingMigrations");
    if (skips) task.script.change_set.in_transaction = true;
    const auto begin = std::chrono::steady_clock::now();
    const auto milliseconds = [&] {
      return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                  std::chrono::steady_clock::now() - begin)
                                  .count());
    };
    context.bracket.join();
    ToldChangeSet told_of(context.observer, task.script.change_set, Way::forward);
    context.bracket.open(task.script.change_set);
    try {
      if (!skips) {
        run_callbacks_within("beforeEachMigrate", place_, context);
        run_statements(task.script, context);
      }
    } catch (const ConnectionLost&) {
      throw;
    } catch (const Interrupted&) {
      context.bracket.undo();
      throw;
    } catch (const Error& error) {
      undo(task, context, milliseconds());
      fail(info, error);
    }
    keep(task, context, skips, milliseconds);
    told_of.outcome = Outcome::done;
    told_of.statements = static_cast<int>(task.script.script->pieces.size());
    result_.migrations.push_back(told(info));
    if (task.script.sets_session) place_.enter();
  }

  /// The callback behind a migration, and its row: where one of them fails the migration is undone,
  /// and nothing says that it ran.
  template <class Milliseconds>
  void keep(const Task& task, const RunContext& context, bool skips,
            const Milliseconds& milliseconds) {
    try {
      if (!skips) run_callbacks_within("afterEachMigrate", place_, context);
      context.interruption.check();
      const RowChanges row = place_.table().record(row_of(*task.info, milliseconds(), true));
      context.bracket.keep(row);
    } catch (const ConnectionLost&) {
      throw;
    } catch (const Interrupted&) {
      context.bracket.undo();
      throw;
    } catch (const Failure&) {
      context.bracket.undo();
      throw;
    } catch (const Error& error) {
      context.bracket.undo();
      throw Failure("DB_CONNECTION", error.what());
    }
  }

  void undo(const Task& task, const RunContext& context, int milliseconds) {
    const bool is_in_transaction = task.script.change_set.in_transaction;
    if (is_in_transaction) context.bracket.undo();
    if (!context.bracket.is_one()) run_callbacks("afterEachMigrateError", place_, context);
    const bool is_undone = is_in_transaction && place_.facts().has(Feature::transactional_ddl);
    if (is_undone) return;
    context.session.write(place_.table().record(row_of(*task.info, milliseconds, false)));
  }

  flyway::AppliedMigration row_of(const MigrationInfo& info, int milliseconds, bool success) {
    const flyway::ResolvedMigration& script = *info.resolved;
    return {++last_rank_,  script.version,  script.description,   script.type(),
            script.script, script.checksum, installed_by(place_), "",
            milliseconds,  success};
  }

  [[noreturn]] void fail(const MigrationInfo& info, const Error& why) {
    result_.target_version.reset();
    if (place_.configuration().flag("group")) result_.executed = 0;
    throw MigrateFailed(failure_code(info), why, result_);
  }

  FlywayPlace& place_;
  const MigrateTold& told_;
  std::vector<flyway::AppliedMigration> rows_;
  int last_rank_ = 0;
  bool is_in_group_ = false;
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
