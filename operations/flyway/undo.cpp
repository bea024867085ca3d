// An undo is planned as a whole. Each version that is to go must have its U file, and no migration
// may have failed; what is missing is said at once, before anything is run. Then the U scripts run
// from the last applied to the first, each with the row that takes its migration away:
//
//   DELETE      what `repair` writes for a migration that is gone. Every edition of Flyway since 7
//               reads it, and takes the migration for one that is pending again
//   UNDO_SQL    what paid editions write (-undoHistory=UNDO_SQL). Editions without undo refuse a
//               database with such a row
#include "operations/flyway/undo.h"

#include <algorithm>
#include <chrono>

#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/script_run.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::AppliedMigration;
using flyway::Failure;
using flyway::MigrationInfo;

/// A migration that is to go, and what undoes it.
struct Step {
  AppliedMigration row;
  const flyway::ResolvedMigration* undo;
  PreparedScript script;
};

class Undo {
 public:
  explicit Undo(FlywayPlace& place) : place_(place) {}

  UndoResult run() {
    rows_ = place_.history();
    for (const AppliedMigration& one : rows_) last_rank_ = std::max(last_rank_, one.rank);
    flyway::Standing standing = place_.standing(rows_);
    result_.initial_version = version_of(standing);
    std::vector<Step> steps = plan(standing);
    const bool can_be_one = place_.facts().has(Feature::transactional_ddl) &&
                            std::all_of(steps.begin(), steps.end(), [](const Step& step) {
                              return step.script.change_set.in_transaction;
                            });
    const auto run = place_.begin_run(can_be_one);
    for (const Step& step : steps) undo(step, run->context());
    run->finish();
    rows_ = place_.history();
    result_.target_version = version_of(place_.standing(rows_));
    return std::move(result_);
  }

 private:
  static std::optional<std::string> version_of(const flyway::Standing& standing) {
    const MigrationInfo* const current = standing.current();
    if (current == nullptr) return std::nullopt;
    return current->version()->text();
  }

  /// What is to go, the last one first.
  std::vector<const MigrationInfo*> chosen(const flyway::Standing& standing) const {
    const auto target = flyway::Target::parse(place_.configuration().text("target"));
    std::vector<const MigrationInfo*> all;
    for (const MigrationInfo& one : standing.all) {
      const bool can_go = one.applied != nullptr && one.version() &&
                          !flyway::is_synthetic(one.type()) && !flyway::is_undo(one.type()) &&
                          one.state != flyway::State::deleted && one.state != flyway::State::undone;
      if (can_go && (!target.version || *one.version() >= *target.version)) all.push_back(&one);
    }
    std::sort(all.begin(), all.end(), [](const MigrationInfo* a, const MigrationInfo* b) {
      return a->applied->rank > b->applied->rank;
    });
    if (!target.version && all.size() > 1) all.resize(1);
    return all;
  }

  std::vector<Step> plan(const flyway::Standing& standing) const {
    const auto all = chosen(standing);
    require_way_back(all);
    std::vector<Step> steps;
    for (const MigrationInfo* const one : all) {
      const flyway::ResolvedMigration& undo = *place_.scripts().undo_of(*one->version());
      steps.push_back(
          {*one->applied, &undo,
           prepare({one->version()->text(), undo.text, undo.shown, undo.path, undo.metadata},
                   place_)});
    }
    return steps;
  }

  void require_way_back(const std::vector<const MigrationInfo*>& all) const {
    std::vector<std::string> missing, failed;
    for (const MigrationInfo* const one : all) {
      if (!one->applied->success) failed.push_back(one->version()->text());
      if (place_.scripts().undo_of(*one->version()) != nullptr) continue;
      missing.push_back(place_.configuration().text("undoSqlMigrationPrefix") +
                        replace_all(one->version()->text(), ".", "_") +
                        place_.configuration().text("sqlMigrationSeparator") +
                        replace_all(one->description(), " ", "_") +
                        place_.configuration().list("sqlMigrationSuffixes").front());
    }
    if (!failed.empty())
      throw Failure(flyway::error_code,
                    "Unable to undo: the migrations to version " + join(failed, ", ") +
                        " have failed; remove what they have left and run repair. Nothing was "
                        "changed.");
    if (!missing.empty())
      throw Failure(flyway::error_code, "Unable to undo: there is no file " + join(missing, ", ") +
                                            "; write " + (missing.size() == 1 ? "it" : "them") +
                                            ". Nothing was changed.");
  }

  AppliedMigration row_of(const Step& step, int milliseconds) {
    AppliedMigration row = step.row;
    row.rank = ++last_rank_;
    row.type = flyway::Type::deleted;
    row.installed_by = installed_by(place_);
    row.execution_time = milliseconds;
    row.success = true;
    if (!equals_ignoring_case(place_.configuration().text("undoHistory"), "UNDO_SQL")) return row;
    row.type = flyway::Type::undo_sql;
    row.description = step.undo->description;
    row.script = step.undo->script;
    row.checksum = step.undo->checksum;
    return row;
  }

  void undo(const Step& step, const RunContext& context) {
    context.interruption.check();
    const auto begin = std::chrono::steady_clock::now();
    context.bracket.join();
    ToldChangeSet told_of(context.observer, step.script.change_set, Way::back);
    context.bracket.open(step.script.change_set);
    try {
      run_callbacks_within("beforeEachUndo", place_, context);
      run_statements(step.script, context);
      run_callbacks_within("afterEachUndo", place_, context);
      const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - begin);
      context.bracket.keep(place_.table().record(row_of(step, static_cast<int>(took.count()))));
    } catch (const ConnectionLost&) {
      throw;
    } catch (const Error&) {
      if (step.script.change_set.in_transaction) context.bracket.undo();
      throw;
    }
    told_of.outcome = Outcome::done;
    result_.undone.push_back(
        {"Undo", step.row.version->text(), step.undo->description, "UNDO_SQL", step.undo->path, 0});
    if (step.script.sets_session) place_.enter();
  }

  FlywayPlace& place_;
  std::vector<AppliedMigration> rows_;
  int last_rank_ = 0;
  UndoResult result_;
};

}  // namespace

UndoResult undo(FlywayPlace& place) {
  const ToldOperation told_of(place.with().observer, "flyway undo");
  const FlywayLock lock(place);
  place.enter();
  UndoResult result;
  {
    const auto run = place.begin_run(false);
    VerbCallbacks callbacks(flyway::Phase::undo, place, run->context());
    result = Undo(place).run();
    callbacks.finish();
  }
  result.about = about(place);
  return result;
}

}  // namespace ebbtide
