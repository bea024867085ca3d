#include "operations/flyway/baseline.h"

#include <algorithm>

#include "flyway/failure.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/script_run.h"

namespace ebbtide {
namespace {

using flyway::Failure;

constexpr std::string_view learn_more =
    "\nNeed to reset your baseline? Learn more: "
    "https://help.red-gate.com/help/flyway-cli13/help_0.aspx?topic=rebaselining";

std::string shown(const flyway::AppliedMigration& row) {
  return "(" + row.version->text() + "," + row.description + ")";
}

/// Whether the history says the same already.
bool says_so(const std::vector<flyway::AppliedMigration>& rows, const flyway::AppliedMigration& row,
             const std::string& table) {
  const auto known = std::find_if(rows.begin(), rows.end(), [](const auto& one) {
    return one.type == flyway::Type::baseline && one.version;
  });
  if (known != rows.end()) {
    if (*known->version == *row.version && known->description == row.description) return true;
    throw Failure(flyway::error_code, "Unable to baseline schema history table " + table +
                                          " with " + shown(row) +
                                          " as it has already been baselined with " +
                                          shown(*known) + std::string(learn_more));
  }
  const bool is_empty = std::all_of(
      rows.begin(), rows.end(), [](const auto& one) { return one.type == flyway::Type::schema; });
  if (!is_empty)
    throw Failure(flyway::error_code, "Unable to baseline schema history table " + table +
                                          " as it already contains migrations" +
                                          std::string(learn_more));
  return false;
}

}  // namespace

BaselineResult baseline(FlywayPlace& place, const std::function<void()>& creates) {
  const ToldOperation told_of(place.with().observer, "flyway baseline");
  const FlywayLock lock(place);
  place.enter();
  const auto run = place.begin_run();
  VerbCallbacks callbacks(flyway::Phase::baseline, place, run->context());
  if (!place.has_table()) create_history(place, creates);
  const auto rows = place.history();
  int last = 0;
  for (const auto& one : rows) last = std::max(last, one.rank);
  const flyway::AppliedMigration row = baseline_row(place, last + 1);
  BaselineResult result;
  result.version = row.version->text();
  result.was_there = says_so(rows, row, place.table().name());
  if (!result.was_there) write_rows(place, place.table().record(row));
  result.about = about(place);
  callbacks.finish();
  return result;
}

}  // namespace ebbtide
