// An undo is planned as a whole. Each version that is to go must have its U file, and no migration
// may have failed; what is missing is said at once, before anything is run. Then it is a rollback
// as any other (rollback/run.h): judged by what its statements do to the structure that is there,
// one transaction where the database can undo what defines tables, else with the journal, so that
// the next undo or migrate finishes it. The row that takes a migration away:
//
//   DELETE      what `repair` writes for a migration that is gone. Every edition of Flyway since 7
//               reads it, and takes the migration for one that is pending again
//   UNDO_SQL    what paid editions write (-undoHistory=UNDO_SQL). Editions without undo refuse a
//               database with such a row
#include "operations/flyway/undo.h"

#include <algorithm>

#include "database/facts.h"
#include "flyway/cherry_pick.h"
#include "flyway/failure.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/script_run.h"
#include "operations/flyway/unfinished.h"
#include "operations/schema_reading.h"
#include "rollback/run.h"
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

class UndoRun {
 public:
  UndoRun(FlywayPlace& place, const UndoTold& told)
      : place_(place), told_(told), attendant_(place, "beforeEachUndo", "afterEachUndo") {}

  UndoResult run() {
    flyway::Standing standing = read();
    result_.initial_version = version_of(standing);
    Journal journal = place_.open_journal(standing);
    const JournalEnd end(journal);
    const bool is_looked_at = place_.configuration().flag("-plan");
    if (!is_looked_at && settle_unfinished(place_, journal)) {
      // As of a rollback: what was left of an undo is an undo.
      standing = read();
      if (!place_.configuration().is_given("target")) return finished(standing);
    }
    steps_ = plan(standing);
    const RollbackProspect prospect = foresee();
    if (told_.prospect) told_.prospect(prospect);
    prospect.require_possible();
    result_.is_only_plan = is_looked_at;
    if (is_looked_at) return finished(standing);
    run(prospect, journal);
    return finished(read());
  }

 private:
  flyway::Standing read() {
    rows_ = place_.history();
    history_ = std::make_shared<const History>(place_.store().take(rows_));
    return place_.standing(rows_);
  }

  UndoResult finished(const flyway::Standing& standing) {
    result_.target_version = version_of(standing);
    return std::move(result_);
  }

  static std::optional<std::string> version_of(const flyway::Standing& standing) {
    const MigrationInfo* const current = standing.current();
    if (current == nullptr) return std::nullopt;
    return current->version()->text();
  }

  /// What is to go, the last one first.
  std::vector<const MigrationInfo*> chosen(const flyway::Standing& standing) const {
    const auto picked = flyway::CherryPick::parse(place_.configuration().text("cherryPick"));
    if (picked.is_given()) return picked.to_undo(standing);
    const auto target = flyway::Target::parse(place_.configuration().text("target"));
    std::vector<const MigrationInfo*> all;
    for (const MigrationInfo& one : standing.all) {
      if (one.is_undoable() && (!target.version || *one.version() >= *target.version))
        all.push_back(&one);
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
           prepare({id_of(*one->applied), undo.text, undo.shown, undo.path, undo.metadata},
                   place_)});
    }
    return steps;
  }

  void require_way_back(const std::vector<const MigrationInfo*>& all) const {
    std::vector<std::string> missing, failed;
    for (const MigrationInfo* const one : all) {
      if (flyway::is_baseline(one->type()))
        throw Failure(flyway::error_code,
                      "Unable to undo: " + one->applied->script +
                          " is a baseline migration; it stands for all versions up to " +
                          one->version()->text() +
                          ", and no U file is about it. Nothing was changed.");
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

  AppliedMigration row_of(const Step& step) const {
    AppliedMigration row = step.row;
    row.type = flyway::Type::deleted;
    row.installed_by = installed_by(place_);
    row.success = true;
    if (!equals_ignoring_case(place_.configuration().text("undoHistory"), "UNDO_SQL")) return row;
    row.type = flyway::Type::undo_sql;
    row.description = step.undo->description;
    row.script = step.undo->script;
    row.checksum = step.undo->checksum;
    return row;
  }

  /// What the undo does and what stands in its way, found out without doing it.
  RollbackProspect foresee() {
    RollbackProspect prospect;
    prospect.history = history_;
    for (const Step& step : steps_) {
      PlannedUndo undo;
      undo.change_set = &step.script.change_set;
      undo.row = place_.store().find(step.script.change_set, *history_);
      undo.undo.changes.emplace_back(*step.script.change_set.changes.front());
      prospect.plan.undos.push_back(std::move(undo));
    }
    const auto look = place_.begin_run();
    const auto live = schema_to_foresee(place_.database());
    prospect.impact =
        assess(prospect.plan, look->context().target, &live, place_.with().interruption);
    judge_rows(prospect.impact.needs, place_.connection(), prospect.impact.obstacles,
               prospect.impact.doubts);
    count_losses(prospect.impact, place_.connection());
    prospect.problems = prospect.impact.obstacles;
    prospect.warnings = prospect.impact.doubts;
    prospect.against_one_transaction =
        against_one_transaction(prospect.plan, prospect.impact, place_.facts());
    prospect.is_one_transaction = prospect.against_one_transaction.empty();
    if (place_.configuration().flag("-rehearse"))
      prospect.problems.insert(prospect.problems.end(), prospect.against_one_transaction.begin(),
                               prospect.against_one_transaction.end());
    return prospect;
  }

  void run(const RollbackProspect& prospect, Journal& journal) {
    LiveRunOptions options;
    options.is_one_transaction = prospect.is_one_transaction;
    if (!prospect.is_one_transaction) options.journal = &journal;
    options.attendant = &attendant_;
    const auto run = place_.begin_run(options);
    attendant_.attend(run->context());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const Step& step = steps_[i];
      place_.store().expect(step.script.change_set.id, row_of(step));
      attendant_.begin();
      undo(step, prospect.plan.undos[i].row, run->context());
    }
    result_.is_rehearsal = place_.configuration().flag("-rehearse");
    if (!result_.is_rehearsal) run->finish();
  }

  void undo(const Step& step, const HistoryRow* row, const RunContext& context) {
    RollbackPlan plan;
    plan.undos.emplace_back();
    plan.undos.front().change_set = &step.script.change_set;
    plan.undos.front().row = row;
    plan.undos.front().undo.changes.emplace_back(*step.script.change_set.changes.front());
    try {
      run_rollback(plan, context);
    } catch (const ChangeSetFailed& failed) {
      explain(step, failed);
    }
    result_.undone.push_back(
        {"Undo", step.row.version->text(), step.undo->description, "UNDO_SQL", step.undo->path, 0});
    if (step.script.sets_session) place_.enter();
  }

  [[noreturn]] void explain(const Step& step, const ChangeSetFailed& failed) const {
    if (attendant_.thrown()) std::rethrow_exception(attendant_.thrown());
    const int kept = attendant_.kept_statements().value_or(0);
    if (const auto script = script_failure(step.script, failed, kept, Direction::rollback))
      throw *script;
    if (!attendant_.kept_statements())
      throw Failure("DB_CONNECTION", failed.what(), failed.where());
    throw Error(failed.what(), failed.where());
  }

  FlywayPlace& place_;
  const UndoTold& told_;
  ScriptAttendant attendant_;
  std::vector<AppliedMigration> rows_;
  std::shared_ptr<const History> history_;
  std::vector<Step> steps_;
  UndoResult result_;
};

}  // namespace

UndoResult undo(FlywayPlace& place, const UndoTold& told) {
  const ToldOperation told_of(place.with().observer, "flyway undo");
  const FlywayLock lock(place);
  place.enter();
  UndoResult result;
  {
    const auto run = place.begin_run();
    VerbCallbacks callbacks(flyway::Phase::undo, place, run->context());
    result = UndoRun(place, told).run();
    callbacks.finish();
  }
  result.about = about(place);
  return result;
}

}  // namespace ebbtide
