// Which row of Flyway's history a changeset takes over:
//
//   a version          its own row; where there is none, that of a baseline at or above it
//   the last baseline  its own row; else that of the last version at or below it, or of a baseline
//   migration          that was written by hand, since what it makes is there
//   a repeatable       the last row that its text fits. One that has changed since is left out: it
//                      is pending, as it is for Flyway
//
// Flyway knows no deployments, and a rollback of the last one must not undo all that was ever run.
// So rows that were written less than a minute apart are taken for those of one run.
#include "operations/flyway/take_over.h"

#include <algorithm>
#include <cstdlib>

#include "executor/deployment.h"
#include "executor/live_run.h"
#include "executor/locked.h"
#include "flyway/failure.h"
#include "operations/flyway/results.h"
#include "text/ascii.h"
#include "text/iso_date.h"

namespace ebbtide {
namespace {

using flyway::AppliedMigration;
using flyway::Failure;
using flyway::FileKind;
using flyway::MigrationInfo;
using flyway::State;

bool is_applied(const MigrationInfo& info) {
  return info.applied != nullptr && info.applied->success &&
         (info.state == State::success || info.state == State::out_of_order ||
          info.state == State::baseline);
}

void require_sound(const FlywayPlace& place, const flyway::Standing& standing) {
  auto patterns =
      flyway::IgnorePatterns::parse(place.configuration().list("ignoreMigrationPatterns"));
  patterns.add("*", "pending");
  std::vector<std::string> messages;
  for (const flyway::Invalid& one : validate(standing, patterns)) messages.push_back(one.message);
  if (!messages.empty())
    throw Failure("VALIDATE_ERROR",
                  "Unable to take over the history: validation fails, and nothing was written.\n" +
                      join(messages, "\n"));
}

class Planning {
 public:
  Planning(const flyway::Standing& standing, const std::vector<CarriedScript>& scripts)
      : standing_(standing), scripts_(scripts) {
    for (const MigrationInfo& one : standing.all) {
      if (is_applied(one) && one.version() && is_baseline(one.type())) baseline_ = one.applied;
    }
  }

  TakeOverPlan plan() {
    for (const CarriedScript& one : scripts_) {
      if (const AppliedMigration* const row = row_of(one))
        plan_.rows.push_back({one.id, row, comment_of(one, *row)});
    }
    std::stable_sort(plan_.rows.begin(), plan_.rows.end(),
                     [](const auto& a, const auto& b) { return a.of->rank < b.of->rank; });
    note_strangers();
    return std::move(plan_);
  }

 private:
  static std::string comment_of(const CarriedScript& script, const AppliedMigration& row) {
    std::string text = script.script->description;
    if (row.type == flyway::Type::baseline)
      text += std::string(text.empty() ? "" : "; ") + "stood for by the baseline " +
              row.version->text();
    text += std::string(text.empty() ? "" : "; ") + "by Flyway";
    return row.installed_by.empty() ? text : text + " as " + row.installed_by;
  }

  const AppliedMigration* row_of(const CarriedScript& script) const {
    const AppliedMigration* own = nullptr;
    for (const MigrationInfo& one : standing_.all) {
      if (one.resolved == script.script && is_applied(one)) own = one.applied;
    }
    if (own != nullptr || script.is_repeatable()) return own;
    const flyway::Version& version = *script.script->version;
    if (baseline_ != nullptr && *baseline_->version >= version) return baseline_;
    return script.script->kind == FileKind::baseline ? last_of(version) : nullptr;
  }

  /// Where the baseline migration stands for versions: the last of them, if none is left to run.
  const AppliedMigration* last_of(const flyway::Version& base) const {
    const AppliedMigration* last = nullptr;
    bool is_beyond = false;
    for (const MigrationInfo& one : standing_.all) {
      if (!is_applied(one) || !one.version()) continue;
      is_beyond = is_beyond || *one.version() >= base;
      if (*one.version() <= base) last = one.applied;
    }
    if (is_beyond || last == nullptr) return last;
    throw Failure(flyway::error_code,
                  "Unable to take over the history, and nothing was written: the changelog begins "
                  "with the baseline migration " +
                      base.text() + ", and the database is at " + last->version->text() +
                      "; bring it there first: ebbtide flyway migrate -target=" + base.text() +
                      ", with the baseline migration out of the location");
  }

  void note_strangers() {
    for (const MigrationInfo& one : standing_.all) {
      const bool is_stranger = one.applied != nullptr && one.resolved == nullptr &&
                               !is_synthetic(one.type()) && !is_undo(one.type()) &&
                               one.state != State::deleted && one.state != State::undone;
      if (is_stranger)
        plan_.notes.push_back("the history has " + one.applied->script +
                              ", and the folder has it no more: no changeset stands for it");
      if (one.state == State::outdated)
        plan_.notes.push_back(one.applied->script +
                              " has changed since it ran: its changeset is pending");
    }
    if (baseline_ != nullptr && baseline_->type == flyway::Type::baseline &&
        std::none_of(plan_.rows.begin(), plan_.rows.end(),
                     [&](const CarriedRow& row) { return row.of == baseline_; }))
      plan_.notes.push_back(
          "the history begins with the baseline " + baseline_->version->text() +
          ", and no script makes what was there before: on an empty database neither Flyway nor "
          "the changelog makes it ('ebbtide generate-changelog' writes it)");
  }

  const flyway::Standing& standing_;
  const std::vector<CarriedScript>& scripts_;
  const AppliedMigration* baseline_ = nullptr;
  TakeOverPlan plan_;
};

/// As Flyway's table has it, in milliseconds; nothing where it is no moment.
std::optional<std::int64_t> millis_of(const std::string& installed_on) {
  constexpr std::size_t to_the_second = 19;
  const auto moment = canonical_date(replace_all(installed_on.substr(0, to_the_second), " ", "T"));
  return moment ? local_millis(*moment) : std::nullopt;
}

/// The deployments that rows belong to, which come in the order of their ranks.
class Deployments {
 public:
  explicit Deployments(std::string otherwise) : id_(std::move(otherwise)) {}

  const std::string& of(const AppliedMigration& row) {
    const auto moment = millis_of(row.installed_on);
    if (!moment) return id_;
    constexpr std::int64_t minute = 60'000;
    const bool is_of_run = last_ && std::abs(*moment - *last_) < minute + row.execution_time;
    last_ = moment;
    if (!is_of_run) id_ = deployment_at(*moment);
    return id_;
  }

 private:
  std::string id_;
  std::optional<std::int64_t> last_;
};

const ChangeSet& change_set_of(const std::string& id, const Changelog& changelog) {
  const auto found = std::find_if(
      changelog.change_sets.begin(), changelog.change_sets.end(),
      [&](const ChangeSet& one) { return one.id.id == id && one.id.author == author_of_carried; });
  if (found == changelog.change_sets.end())
    throw Failure(flyway::error_code, changelog.file + " has no changeset " + id + " by flyway");
  return *found;
}

}  // namespace

TakeOverPlan plan_take_over(const FlywayPlace& place, const std::vector<AppliedMigration>& history,
                            const std::vector<CarriedScript>& scripts) {
  if (history.empty())
    throw Failure(flyway::error_code,
                  "Unable to take over the history: there is none; 'ebbtide update' with the "
                  "changelog runs everything");
  const flyway::Standing standing = place.standing(history);
  require_sound(place, standing);
  return Planning(standing, scripts).plan();
}

std::size_t take_over(const TakeOverPlan& plan, const Project& project, OpenDatabase& home,
                      const Surroundings& with) {
  const Locked locked(home, {}, with);
  const LiveRun run(project, home, locked.history(), {}, with);
  const RunContext& context = run.context();
  int order = locked.history().last_order();
  std::size_t written = 0;
  Deployments deployments(home.deployment());
  Transaction all(home.connection());
  for (const CarriedRow& one : plan.rows) {
    const ChangeSet& change_set = change_set_of(one.id, project.changelog());
    const std::string& deployment = deployments.of(*one.of);
    if (locked.history().find(change_set.id) != nullptr) continue;
    HistoryRow row = history_row(change_set, ExecType::executed, ++order, context);
    row.executed_at = one.of->installed_on;
    row.comments = limited(one.comment);
    row.deployment = deployment;
    context.bracket.keep(context.store.restore(row));
    ++written;
  }
  all.commit();
  return written;
}

}  // namespace ebbtide
