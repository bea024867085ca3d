#include "operations/flyway/info.h"

#include <algorithm>

#include "flyway/failure.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/script_run.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::Failure;
using flyway::MigrationInfo;

/// Which lines are shown.
class Filter {
 public:
  explicit Filter(const flyway::Configuration& configuration)
      : since_(version(configuration, "infoSinceVersion")),
        until_(version(configuration, "infoUntilVersion")),
        since_date_(date(configuration, "infoSinceDate")),
        until_date_(date(configuration, "infoUntilDate")),
        states_(configuration.list("infoOfState")) {}

  bool shows(const MigrationInfo& info) const {
    const bool is_state =
        states_.empty() || std::any_of(states_.begin(), states_.end(), [&](const auto& one) {
          return equals_ignoring_case(one, to_text(info.state));
        });
    const auto& version = info.version();
    if (!is_state) return false;
    if (since_ && (!version || *version < *since_)) return false;
    if (until_ && (!version || *version > *until_)) return false;
    const std::string moment = info.applied == nullptr ? "" : info.applied->installed_on;
    if (!since_date_.empty() && (moment.empty() || moment < since_date_)) return false;
    return until_date_.empty() || (!moment.empty() && moment <= until_date_);
  }

 private:
  static std::optional<flyway::Version> version(const flyway::Configuration& configuration,
                                                std::string_view option) {
    const std::string text = configuration.text(option);
    if (text.empty()) return std::nullopt;
    auto version = flyway::Version::parse(text);
    if (!version)
      throw Failure(flyway::configuration_code,
                    "Version may only contain 0..9 and . (dot). Invalid version: " + text);
    return version;
  }
  /// `31/12/2026 23:59` as `2026-12-31 23:59`, which sorts.
  static std::string date(const flyway::Configuration& configuration, std::string_view option) {
    const std::string text = configuration.text(option);
    constexpr std::string_view form = "dd/MM/yyyy HH:mm";
    if (text.empty()) return "";
    bool fits = text.size() == form.size();
    for (std::size_t i = 0; fits && i < form.size(); ++i)
      fits = is_letter(form[i]) ? is_digit(text[i]) : text[i] == form[i];
    if (!fits)
      throw Failure(flyway::error_code, "'" + text + "' is an invalid value for the " +
                                            std::string(option) +
                                            " option. The expected format is '" +
                                            std::string(form) + "', like '13/10/2020 16:30'.");
    return text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2) + text.substr(10);
  }

  std::optional<flyway::Version> since_, until_;
  std::string since_date_, until_date_;
  std::vector<std::string> states_;
};

FlywayInfoLine line_of(const MigrationInfo& info, const flyway::Scripts& scripts) {
  FlywayInfoLine line;
  line.migration = told(info);
  if (info.version())
    line.raw_version = info.applied == nullptr ? info.version()->written() : info.version()->text();
  line.state = to_text(info.state);
  if (info.applied != nullptr) {
    line.installed_on = info.applied->installed_on;
    line.installed_by = info.applied->installed_by;
  }
  const bool can_be = info.version() && !flyway::is_synthetic(info.type()) &&
                      !flyway::is_baseline(info.type()) && !flyway::is_undo(info.type());
  const auto* const undo = can_be ? scripts.undo_of(*info.version()) : nullptr;
  line.can_be_undone = undo != nullptr;
  if (undo != nullptr) line.undo_path = undo->path;
  return line;
}

}  // namespace

InfoResult info(FlywayPlace& place) {
  place.enter();
  const auto run = place.begin_run();
  VerbCallbacks callbacks(flyway::Phase::info, place, run->context());
  InfoResult result;
  result.about = about(place);
  result.about.has_history = place.has_table();
  const auto rows = place.history();
  const flyway::Standing standing = place.standing(rows);
  if (const MigrationInfo* const current = standing.current())
    result.schema_version = current->version()->text();
  result.are_schemas_empty = place.filled_schemas().empty();
  const Filter filter(place.configuration());
  for (const MigrationInfo& one : standing.all) {
    if (filter.shows(one)) result.lines.push_back(line_of(one, place.scripts()));
  }
  callbacks.finish();
  return result;
}

}  // namespace ebbtide
