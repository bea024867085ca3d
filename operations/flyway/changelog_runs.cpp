// A changeset by `flyway` stands for the script of its name. What is told:
//
//   of a script that is pending here      the changelog has run it
//   of nobody here, behind the last row   of Flyway's history: somebody wrote it for the changelog
//
// Whoever writes these as scripts and marks them as run (skipExecutingMigrations) gets rows behind
// them, and then nothing stands in the way.
#include "operations/flyway/changelog_runs.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "database/facts.h"
#include "flyway/failure.h"
#include "history/tracking_names.h"
#include "operations/flyway/carried_scripts.h"
#include "operations/script.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool has_changelog(FlywayPlace& place) {
  const std::string table = own_table_name(TrackingNames().history, place.facts());
  return place.table().has_row(
      place.words().has_table,
      {place.table().literal(place.table().schema()), place.table().literal(table)});
}

std::set<std::string> ids_of(const std::vector<const flyway::MigrationInfo*>& pending) {
  std::set<std::string> ids;
  for (const flyway::MigrationInfo* const one : pending)
    ids.insert(std::filesystem::path(one->resolved->path).stem().string());
  return ids;
}

/// To the second, as all tables have it.
std::string moment(const std::string& text) {
  constexpr std::size_t to_the_second = 19;
  return replace_all(text.substr(0, to_the_second), "T", " ");
}

std::vector<std::string> unknown_to_flyway(
    const History& of_changelog, const std::vector<flyway::AppliedMigration>& history,
    const std::vector<const flyway::MigrationInfo*>& pending) {
  std::string last;
  for (const flyway::AppliedMigration& one : history)
    last = std::max(last, moment(one.installed_on));
  const std::set<std::string> ids = ids_of(pending);
  std::vector<std::string> unknown;
  bool was_taken_over = false;
  for (const HistoryRow& row : of_changelog.rows()) {
    const bool is_script = row.id.author == author_of_carried;
    was_taken_over = was_taken_over || is_script;
    const bool is_unknown = is_script ? ids.contains(row.id.id) : moment(row.executed_at) > last;
    if (is_unknown && !stands_for_nothing(row)) unknown.push_back(row.id.to_text());
  }
  if (!was_taken_over) unknown.clear();
  return unknown;
}

}  // namespace

void require_known_to_flyway(FlywayPlace& place,
                             const std::vector<flyway::AppliedMigration>& history,
                             const std::vector<const flyway::MigrationInfo*>& pending) {
  if (pending.empty() || !has_changelog(place)) return;
  OpenDatabase home(options_of_changelog(place), place.with().interruption);
  const auto unknown = unknown_to_flyway(recorded_history(home), history, pending);
  if (unknown.empty()) return;
  throw flyway::Failure(
      flyway::error_code,
      "Unable to migrate: a changelog took this history over, and has run since what Flyway does "
      "not know: " +
          join(unknown, ", ") +
          "; write each that is no script yet as the next V script, let 'ebbtide flyway "
          "-skipExecutingMigrations=true migrate' note them as run, and migrate then. Nothing was "
          "changed.");
}

}  // namespace ebbtide
