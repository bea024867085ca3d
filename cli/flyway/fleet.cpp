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
#include "cli/fleet/parts.h"
#include "cli/fleet/result_file.h"
#include "cli/fleet/run.h"
#include "cli/fleet/target_output.h"
#include "cli/fleet/targets.h"
#include "cli/flyway/verbs.h"
#include "cli/json/fleet.h"
#include "database/facts.h"
#include "operations/fleet.h"
#include "operations/unheard.h"
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

/// Opens the database of a target. Throws TargetUnreachable where that cannot be done.
std::unique_ptr<OpenDatabase> open_target(const FlywayProject& project, const Surroundings& with) {
  try {
    return open_flyway_database(project, with);
  } catch (const Interrupted&) {
    throw;
  } catch (const Error& error) {
    throw TargetUnreachable(error.what(), error.where());
  }
}

/// How the database stands behind the verbs. Where nobody can tell, as behind a lost connection, it
/// stays open.
void look(const FlywayCall& call, TargetResult& result) {
  if (call.with.interruption.is_requested()) return;
  try {
    Unheard silence;
    FlywayPlace place(call.project, call.database, {silence, call.with.interruption});
    const auto rows = place.history();
    const flyway::Standing standing = place.standing(rows);
    if (const flyway::MigrationInfo* const current = standing.current())
      result.tag = current->version()->text();
    result.pending = static_cast<int>(standing.pending().size());
  } catch (const Error&) {
    // Why the verb failed is what has to be told.
  }
}

/// How many migrations stay changed of a verb that failed and had changed so many.
int kept_of(const Error& error, const FlywayCall& call, int changed) {
  if (const auto* const failed = dynamic_cast<const MigrateFailed*>(&error))
    return failed->done().executed;
  // What else fails in the middle is an undo, which is one transaction where that can be.
  return call.database.names().facts().has(Feature::transactional_ddl) ? 0 : changed;
}

const ScriptFailed::Details* details_of(const Error& error) {
  if (const auto* const script = dynamic_cast<const ScriptFailed*>(&error))
    return &script->details();
  const auto* const migrate = dynamic_cast<const MigrateFailed*>(&error);
  return migrate != nullptr && migrate->details() ? &*migrate->details() : nullptr;
}

/// The error that is at hand, on one line where it was a statement of a script.
[[noreturn]] void rethrow_in_short(const Error& error) {
  const ScriptFailed::Details* const details = details_of(error);
  if (details == nullptr) throw;
  throw Error(details->message + "; statement " + std::to_string(details->statement) + " of " +
                  details->script,
              error.where());
}

class FlywayFleetRun {
 public:
  FlywayFleetRun(const FlywayProject& project, const FlywayFleet& fleet, Console& console,
                 Interruption& interruption)
      : project_(project),
        fleet_(fleet),
        console_(console),
        interruption_(interruption),
        file_(project.configuration.text("-results"), project.configuration.text("-resume")),
        report_(begin_report("flyway " + join(fleet.verbs, " "))) {
    report_.shard = shard_of(project.configuration.text("-shard"), fleet.environment);
  }

  int run() {
    take_targets();
    file_.settle(targets_, report_, does_more_when_repeated());
    report_.results = results_before(targets_);
    file_.keep(report_, {});
    report_.results = run_fleet(
        targets_, [this](const FleetTarget& target, TargetResult& result) { work(target, result); },
        options(), interruption_,
        [this](const std::vector<TargetResult>& results, const TargetResult& changed) {
          hear(results, changed);
        });
    const ExitCode code = exit_code_of(report_);
    file_.keep(report_, code);
    if (fleet_.telling.is_json) {
      print_json(console_, report_, code);
    } else {
      write_matrix(console_.out(), report_);
    }
    console_.out().flush();
    if (const std::string complaint = complaint_about(report_, file_.is_kept()); !complaint.empty())
      tell_flyway_error(console_, Error(complaint));
    return static_cast<int>(code);
  }

 private:
  /// They count from where a database is.
  bool does_more_when_repeated() const {
    const std::string target = lower(project_.configuration.text("target"));
    return std::any_of(fleet_.verbs.begin(), fleet_.verbs.end(), [&](const std::string& verb) {
      return (verb == "undo" && !project_.configuration.is_given("target")) ||
             (verb == "migrate" && target == "next");
    });
  }

  bool changes_databases() const {
    return std::any_of(fleet_.verbs.begin(), fleet_.verbs.end(),
                       [](const std::string& verb) { return !find_flyway_verb(verb)->only_looks; });
  }

  void take_targets() {
    const std::string place = project_.configuration.text("-targets");
    std::map<std::string, std::string> histories;
    const std::vector<TargetRow> rows = rows_of(place);
    if (rows.empty()) throw UsageError("'" + place + "' has no targets");
    for (const TargetRow& row : rows) {
      if (report_.shard && !report_.shard->has(row.name)) continue;
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
  }

  FleetOptions options() const {
    const int asked = project_.configuration.number("-parallel");
    const std::string stop = project_.configuration.text("-stop-after");
    return {asked > 0 ? asked : usual_parallel(),
            project_.configuration.number("-max-connections-per-host"),
            canaries_of(project_.configuration.text("-canary"), targets_),
            stop.empty() ? (changes_databases() ? 1 : 0)
                         : project_.configuration.number("-stop-after")};
  }

  /// What a target ends with is told on its own console.
  void work(const FleetTarget& target, TargetResult& result) {
    const FlywayTelling& telling = fleet_.telling;
    TargetOutput output(console_, target.name, telling.is_json, telling.is_quiet);
    FlywayObserver observer(output.console(), telling);
    const Surroundings with{observer, interruption_};
    try {
      const FlywayProject& project = projects_.at(target.name);
      const auto database = open_target(project, with);
      result.database = database->shown();
      FlywayDocument document;
      FlywayVerdict verdict;
      run_verbs({output.console(), document, project, *database, with, verdict, telling}, observer,
                result);
    } catch (const Error& error) {
      tell_flyway_error(output.console(), error);
      rethrow_in_short(error);
    }
  }

  void run_verbs(const FlywayCall& call, const FlywayObserver& observer, TargetResult& result) {
    const auto keep = [&](bool are_several) {
      if (call.telling.is_json) result.document = call.document.text(are_several);
    };
    const bool is_rehearsal = call.project.configuration.flag("-rehearse");
    try {
      for (const std::string& verb : fleet_.verbs) {
        find_flyway_verb(verb)->run(call);
        result.changed = is_rehearsal ? 0 : observer.changed();
      }
    } catch (const Error& error) {
      call.document.fail(error);
      keep(false);
      result.changed += kept_of(error, call, observer.changed() - result.changed);
      look(call, result);
      throw;
    }
    keep(fleet_.verbs.size() > 1);
    look(call, result);
    result.findings = call.verdict.findings;
    if (!call.verdict.against.empty()) throw Objected(call.verdict.against);
  }

  void hear(const std::vector<TargetResult>& results, const TargetResult& changed) {
    report_.results = results;
    file_.keep(report_, {});
    if (changed.state == TargetState::running) return;
    ++ended_;
    if (fleet_.telling.is_quiet) return;
    console_.say("[" + std::to_string(ended_) + "/" + std::to_string(count_to_do(targets_)) + "] " +
                 changed.name + ": " + std::string(to_text(changed.state)) + ", " +
                 seconds_text(changed.took));
  }

  const FlywayProject& project_;
  const FlywayFleet& fleet_;
  Console& console_;
  Interruption& interruption_;
  ResultFile file_;
  FleetReport report_;
  std::vector<FleetTarget> targets_;
  std::map<std::string, FlywayProject> projects_;
  int ended_ = 0;
};

}  // namespace

int run_flyway_fleet(const FlywayProject& project, const FlywayFleet& fleet, Console& console,
                     Interruption& interruption) {
  return FlywayFleetRun(project, fleet, console, interruption).run();
}

}  // namespace ebbtide
