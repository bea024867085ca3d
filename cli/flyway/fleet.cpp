// A file of targets is the one that changelogs take (docs/fleets.md), so that a team has one list
// of its databases. What it says of a target becomes a setting of Flyway: `url`, `username`,
// `password`, `default-schema-name` and `parameter.NAME`, which is a placeholder here. A target
// that wants anything else is refused before the first database is opened.
#include "cli/flyway/fleet.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/exit_code.h"
#include "cli/fleet/matrix.h"
#include "cli/fleet/target_output.h"
#include "cli/fleet/targets.h"
#include "cli/json/fleet.h"
#include "executor/version.h"
#include "operations/fleet.h"
#include "text/ascii.h"
#include "text/unicode.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view of_parameter = "parameter.";

std::vector<TargetRow> rows_of(const std::string& place) {
  std::error_code ignored;
  if (fs::is_directory(place, ignored)) return targets_of_folder(place);
  auto bytes = read_whole_file(place);
  if (!bytes) throw UsageError("cannot read the targets '" + place + "'");
  return read_targets(to_utf8(std::move(*bytes), ""), place);
}

/// The option of Flyway that a target's own one is; empty for one that it has not.
std::string flyway_option(const std::string& name) {
  if (name.starts_with(of_parameter)) return "placeholders." + name.substr(of_parameter.size());
  if (name == "url" || name == "password") return name;
  if (name == "username") return "user";
  return name == "default-schema-name" ? "defaultSchema" : "";
}

/// A login in the URL of the target counts before a shared one.
FlywayProject project_of(const TargetRow& row, const FlywayProject& shared) {
  FlywayProject project = shared;
  for (const Settings::Own& own : row.own) {
    const std::string option = flyway_option(own.name);
    if (option.empty())
      throw UsageError("the target '" + row.name + "' has '" + own.name +
                           "' of its own; a Flyway project has url, username, password, "
                           "default-schema-name and parameter.NAME",
                       row.where);
    const std::string value = own.value.value_or("");
    if (option == "url") {
      const DatabaseUrl url = DatabaseUrl::parse(value);
      if (!url.user.empty()) {
        project.configuration =
            project.configuration.with("user", url.user).with("password", url.password);
      }
    }
    project.configuration = project.configuration.with(option, value);
  }
  return project;
}

class FlywayFleetRun {
 public:
  FlywayFleetRun(const FlywayProject& project, const FlywayFleet& fleet, Console& console,
                 Interruption& interruption, const FlywayWork& work)
      : project_(project),
        fleet_(fleet),
        console_(console),
        interruption_(interruption),
        work_(work) {}

  int run() {
    take_targets();
    FleetReport report;
    report.command = "flyway " + fleet_.command;
    report.version = program_version;
    report.results = run_fleet(
        targets_, [this](const FleetTarget& target, TargetResult& result) { work(target, result); },
        options(), interruption_,
        [this](const std::vector<TargetResult>&, const TargetResult& changed) { hear(changed); });
    const bool is_done = end_of(report.results) == FleetEnd::done;
    const int code = is_done ? 0 : 1;
    if (fleet_.is_json) {
      write_json(console_, report, is_done ? ExitCode::done : ExitCode::failed);
    } else {
      write_matrix(console_.out(), report);
    }
    return code;
  }

 private:
  void take_targets() {
    const std::string place = project_.configuration.text("-targets");
    std::map<std::string, std::string> histories;
    for (TargetRow& row : rows_of(place)) {
      FlywayProject own = project_of(row, project_);
      const DatabaseUrl url = database_options(own).url;
      const std::string history = host_of(url) + "\n" + whole_database(url) + "\n" +
                                  own.configuration.text("defaultSchema") + "\n" +
                                  own.configuration.text("schemas");
      const auto [known, is_new] = histories.emplace(history, row.name);
      if (!is_new)
        throw UsageError("the targets '" + known->second + "' and '" + row.name +
                             "' would keep one history: they are one database and schema",
                         row.where);
      if (!projects_.emplace(row.name, std::move(own)).second)
        throw UsageError("there are two targets '" + row.name + "'", row.where);
      targets_.push_back({row.name, host_of(url)});
    }
    if (targets_.empty()) throw UsageError("'" + place + "' has no targets");
  }

  FleetOptions options() const {
    const int asked = project_.configuration.number("-parallel");
    const std::string stop = project_.configuration.text("-stop-after");
    return {asked > 0 ? asked : usual_parallel(), 0, project_.configuration.list("-canary"),
            stop.empty() ? (fleet_.changes_databases ? 1 : 0)
                         : project_.configuration.number("-stop-after")};
  }

  void work(const FleetTarget& target, TargetResult& result) {
    TargetOutput output(console_, target.name, fleet_.is_json, fleet_.is_quiet);
    try {
      work_(projects_.at(target.name), output.console(), interruption_, result);
    } catch (const Error&) {
      if (fleet_.is_json) result.document = output.result();
      throw;
    }
    if (fleet_.is_json) result.document = output.result();
  }

  void hear(const TargetResult& changed) {
    if (changed.state == TargetState::running || fleet_.is_quiet) return;
    ++ended_;
    console_.say("[" + std::to_string(ended_) + "/" + std::to_string(targets_.size()) + "] " +
                 changed.name + ": " + std::string(to_text(changed.state)) + ", " +
                 seconds_text(changed.took));
  }

  const FlywayProject& project_;
  const FlywayFleet& fleet_;
  Console& console_;
  Interruption& interruption_;
  const FlywayWork& work_;
  std::vector<FleetTarget> targets_;
  std::map<std::string, FlywayProject> projects_;
  int ended_ = 0;
};

}  // namespace

int run_flyway_fleet(const FlywayProject& project, const FlywayFleet& fleet, Console& console,
                     Interruption& interruption, const FlywayWork& work) {
  return FlywayFleetRun(project, fleet, console, interruption, work).run();
}

}  // namespace ebbtide
