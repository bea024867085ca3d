// Three steps, each of which sees what the one before has left: rows of failed migrations go; what
// has no file any more gets a row that says so; rows of migrations that are there take over what
// their files say. All rows are written in one transaction.
#include "operations/flyway/repair.h"

#include <algorithm>

#include "flyway/failure.h"
#include "history/journal.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/script_run.h"
#include "operations/flyway/unfinished.h"

namespace ebbtide {
namespace {

using flyway::AppliedMigration;
using flyway::MigrationInfo;
using flyway::State;

class Repair {
 public:
  explicit Repair(FlywayPlace& place)
      : place_(place),
        ignored_(
            flyway::IgnorePatterns::parse(place.configuration().list("ignoreMigrationPatterns"))) {}

  RepairResult run() {
    rows_ = place_.history();
    for (const AppliedMigration& one : rows_) last_rank_ = std::max(last_rank_, one.rank);
    settle_journal();
    remove_failed();
    const flyway::Standing standing = place_.standing(rows_);
    for (const MigrationInfo& one : standing.all) {
      if (one.applied == nullptr) continue;
      if (is_gone(one)) {
        mark_deleted(one);
      } else if (wants_aligning(one)) {
        align(one);
      }
    }
    if (!changes_.empty()) write_rows(place_, changes_);
    return std::move(result_);
  }

 private:
  void append(const RowChanges& more) { changes_.insert(changes_.end(), more.begin(), more.end()); }

  /// What the journal has of migrations that are half done stays, and is told, or goes.
  void settle_journal() {
    Journal journal = place_.open_journal(place_.standing(rows_));
    if (!place_.configuration().flag("-forget")) {
      for (const std::string& sentence : describe_unfinished(journal))
        place_.with().observer.note(sentence);
      return;
    }
    const JournalEnd end(journal);
    const std::vector<JournaledChangeSet> unfinished = journal.unfinished();
    for (const JournaledChangeSet& one : unfinished) journal.forget(one);
    place_.connection().send();
  }

  void remove_failed() {
    const flyway::Standing standing = place_.standing(rows_);
    std::vector<int> removed;
    for (const MigrationInfo& one : standing.all) {
      if (one.applied == nullptr || !flyway::is_failed(one.state)) continue;
      const bool is_future = one.state == State::failed_future;
      if (is_future && ignored_.ignores(one.is_repeatable(), "future")) continue;
      append(place_.table().forget(one.applied->rank));
      result_.removed.push_back(told(one));
      removed.push_back(one.applied->rank);
    }
    std::erase_if(rows_, [&](const AppliedMigration& row) {
      return std::find(removed.begin(), removed.end(), row.rank) != removed.end();
    });
    for (const AppliedMigration& one : rows_) kept_rank_ = std::max(kept_rank_, one.rank);
    last_rank_ = kept_rank_;
  }

  bool is_gone(const MigrationInfo& info) const {
    if (info.state == State::missing) return !ignored_.ignores(info.is_repeatable(), "missing");
    return info.state == State::future && !ignored_.ignores(info.is_repeatable(), "future");
  }

  void mark_deleted(const MigrationInfo& info) {
    AppliedMigration row = *info.applied;
    row.rank = ++last_rank_;
    row.type = flyway::Type::deleted;
    row.installed_by = installed_by(place_);
    row.execution_time = 0;
    row.success = true;
    append(place_.table().record(row));
    result_.deleted.push_back(told(info));
  }

  static bool wants_aligning(const MigrationInfo& info) {
    if (info.resolved == nullptr || flyway::is_synthetic(info.applied->type)) return false;
    if (info.state == State::ignored || info.state == State::deleted || info.state == State::undone)
      return false;
    const AppliedMigration& row = *info.applied;
    const flyway::ResolvedMigration& script = *info.resolved;
    // A repeatable only takes over its checksum where it means the same text.
    if (!script.version)
      return row.checksum && script.fits(row) && *row.checksum != script.checksum;
    return !script.fits(row) || row.type != script.type() ||
           row.description != flyway::stored_description(script.description);
  }

  void align(const MigrationInfo& info) {
    AppliedMigration row = *info.applied;
    row.description = info.resolved->description;
    row.type = info.resolved->type();
    row.checksum = info.resolved->checksum;
    append(place_.table().align(row));
    result_.aligned.push_back(told(info));
  }

  FlywayPlace& place_;
  flyway::IgnorePatterns ignored_;
  std::vector<AppliedMigration> rows_;
  int last_rank_ = 0, kept_rank_ = 0;
  RowChanges changes_;
  RepairResult result_;
};

}  // namespace

RepairResult repair(FlywayPlace& place) {
  const ToldOperation told_of(place.with().observer, "flyway repair");
  if (!place.configuration().list("cherryPick").empty())
    throw flyway::Failure(flyway::configuration_code,
                          "flyway.cherryPick is for migrate and undo; repair looks at all "
                          "migrations, so run it without");
  const FlywayLock lock(place);
  place.enter();
  const auto run = place.begin_run();
  VerbCallbacks callbacks(flyway::Phase::repair, place, run->context());
  RepairResult result = Repair(place).run();
  result.about = about(place);
  result.about.has_history = place.has_table();
  callbacks.finish();
  return result;
}

}  // namespace ebbtide
