// A command on many databases is the command on one of them, many times over: for each target its
// own settings, request and console, and `run` of the row of the command. So whatever a command
// learns, it does on a fleet too. What is shared is what would be the same anyway: the files, the
// changelog as it was read, the wish to stop.
//
//   targets         read, cut to the shard, checked: no two may have one history
//   earlier         what a results file says is done is left alone
//   run             operations/fleet.h decides which one is next; each state goes to the results
//                   file before the work it stands for, so that a file of a run that was killed
//                   names everything that may have been touched
//   matrix          what became of them all
//
// Behind its command a target is asked how it stands: its last tag, and what is pending. Where that
// cannot be known, as behind a lost connection, it stays open.
#include "cli/fleet/run.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <map>

#include "cli/config/kept_passwords.h"
#include "cli/fleet/changelogs.h"
#include "cli/fleet/commands.h"
#include "cli/fleet/live.h"
#include "cli/fleet/matrix.h"
#include "cli/fleet/parts.h"
#include "cli/fleet/result_file.h"
#include "cli/fleet/target_output.h"
#include "cli/fleet/targets.h"
#include "cli/json/document.h"
#include "cli/json/events.h"
#include "cli/json/fleet.h"
#include "executor/version.h"
#include "operations/fleet.h"
#include "operations/inspect.h"
#include "operations/script.h"
#include "operations/unheard.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Counts the changesets that a command has changed.
class Tally final : public Observer {
 public:
  explicit Tally(int& changed) : changed_(changed) {}
  void on(const Event& event) override {
    if (const auto* const ended = std::get_if<ChangeSetEnded>(&event))
      changed_ += ended->outcome == Outcome::done || ended->outcome == Outcome::marked ? 1 : 0;
  }

 private:
  int& changed_;
};

std::string moment_now() {
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  gmtime_r(&now, &time);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &time)};
}

/// Settings that hold for all targets: the password read once, and what a fleet does otherwise.
Settings shared_settings(const Settings& settings, const FleetCommand& command, std::istream* in) {
  std::vector<Settings::Own> own;
  if (settings.flag("password-stdin")) {
    std::string password;
    if (in != nullptr) std::getline(*in, password);
    own.push_back({"password", password});
    own.push_back({"password-stdin", std::nullopt});
  }
  const FleetDefault& otherwise = command.otherwise;
  if (!otherwise.option.empty() && !settings.is_given(otherwise.option))
    own.push_back({std::string(otherwise.option), std::string(otherwise.value)});
  return settings.with_own(own);
}

/// Where the history of a target is; two of the same would run each other's changesets.
std::string place_of_history(const DatabaseUrl& url, const Settings& settings) {
  const std::string schema = settings.get("liquibase-schema-name")
                                 ? settings.text("liquibase-schema-name")
                                 : settings.text("default-schema-name");
  return host_of(url) + "\n" + whole_database(url) + "\n" + schema + "\n" +
         settings.text("liquibase-catalog-name") + "\n" + settings.text("default-catalog-name") +
         "\n" + settings.text("database-changelog-table-name");
}

int number_or(const Settings& settings, std::string_view option, int otherwise) {
  return settings.text(option).empty() ? otherwise : settings.number(option);
}

int at_least(const Settings& settings, std::string_view option, int least, int otherwise) {
  const int number = number_or(settings, option, otherwise);
  if (number < least)
    settings.refuse(option, "Invalid argument '--" + std::string(option) + "': it is at least " +
                                std::to_string(least));
  return number;
}

/// Those that count, a line each.
std::vector<std::string> findings_of(const RunRecord& record) {
  std::vector<std::string> lines;
  for (const RecordedFinding& one : record.findings()) {
    if (!one.counts) continue;
    const std::string place = one.where.file.empty() ? "" : one.where.to_text() + ": ";
    lines.push_back(place + (one.message.starts_with(one.step) ? "" : one.step + ": ") +
                    one.message);
  }
  return lines;
}

/// Options of which each database would need a value of its own.
void require_options_of_many(const FleetCommand& command, const Settings& settings) {
  for (const std::string_view name : split(command.of_one, ' ')) {
    if (!name.empty() && settings.is_given(name))
      settings.refuse(name, "--" + std::string(name) +
                                " is for one database; on many, --format=json and --report-file "
                                "have what each of them says");
  }
}

FleetOptions fleet_options_of(const Settings& settings, const FleetCommand& command,
                              const std::vector<FleetTarget>& targets) {
  return {
      at_least(settings, "parallel", 1, usual_parallel()),
      at_least(settings, "max-connections-per-host", 0, 0),
      settings.made_from("canary", [&] { return canaries_of(settings.text("canary"), targets); }),
      at_least(settings, "stop-after", 0, command.stops_at_failure ? 1 : 0)};
}

/// One run. Borrows what it is made from.
class FleetRun {
 public:
  FleetRun(const Command& command, const Settings& settings, Console& console,
           Interruption& interruption, std::istream* in, LiveLine* line)
      : command_(command),
        fleet_command_(*find_fleet_command(command.name)),
        settings_(shared_settings(settings, fleet_command_, in)),
        console_(console),
        interruption_(interruption),
        changelogs_(settings_, console),
        line_(line),
        file_(settings_.text("results"), settings_.text("resume")),
        report_(begin_report(std::string(command.name))) {
    report_.shard = settings_.made_from(
        "shard", [this] { return shard_of(settings_.text("shard"), settings_.environment()); });
  }

  FleetReport run() {
    take_rows(find_rows());
    file_.settle(targets_, report_, fleet_command_.counts);
    require_fleet_report(settings_);
    require_options_of_many(fleet_command_, settings_);
    const FleetOptions options = fleet_options_of(settings_, fleet_command_, targets_);
    if (const auto place = settings_.get("events")) events_.emplace(*place);
    if (events_) events_->begin(report_.command, count_to_do(targets_));
    report_.results = results_before(targets_);
    file_.keep(report_, {});
    line_.show(count_to_do(targets_));
    work_on_all(options);
    const ExitCode code = exit_code_of(report_, settings_);
    file_.keep(report_, code);
    if (events_) events_->end(static_cast<int>(code), report_);
    return std::move(report_);
  }

 private:
  /// Throws UsageError, before any target is begun, for options that do not fit them.
  void work_on_all(const FleetOptions& options) {
    try {
      report_.results = run_fleet(
          targets_,
          [this](const FleetTarget& target, TargetResult& result) { work(target, result); },
          options, interruption_,
          [this](const std::vector<TargetResult>& results, const TargetResult& changed) {
            hear(results, changed);
          });
    } catch (const Error& error) {
      if (events_)
        EventStream(*events_).end(static_cast<int>(ebbtide::exit_code_of(error)), &error);
      throw;
    }
  }

  /// Only the options that ask a database want its password.
  std::vector<TargetRow> find_rows() {
    return fleet_targets(settings_.text("targets").empty()
                             ? passwords_.put_into(settings_, interruption_)
                             : settings_,
                         console_, interruption_);
  }

  /// Those of the shard, each with its host; checks that no two mean the same.
  void take_rows(std::vector<TargetRow> rows) {
    std::map<std::string, std::string> places;
    for (TargetRow& row : rows) {
      if (report_.shard && !report_.shard->has(row.name)) continue;
      const Settings own = settings_of(row, settings_);
      const DatabaseUrl url = url_of(row, own);
      const auto [place, is_new] = places.emplace(place_of_history(url, own), row.name);
      if (!is_new)
        throw UsageError("the targets '" + place->second + "' and '" + row.name +
                             "' would keep one history: they are one database, with one schema "
                             "for the history table",
                         row.where);
      targets_.push_back({row.name, host_of(url)});
      rows_.emplace(row.name, std::move(row));
    }
  }

  static DatabaseUrl url_of(const TargetRow& row, const Settings& own) {
    if (own.text("url").empty())
      throw UsageError("the target '" + row.name + "' has no URL, and there is no --url",
                       row.where);
    DatabaseUrl url = own.made_from("url", [&] { return DatabaseUrl::parse(own.required("url")); });
    if (url.kind == "offline")
      throw UsageError("the target '" + row.name + "' is offline; a fleet needs databases",
                       row.where);
    return url;
  }

  void work(const FleetTarget& target, TargetResult& result) {
    const TargetRow& row = rows_.at(target.name);
    const bool is_json = settings_.choice("format") == "JSON";
    TargetOutput output(console_, target.name, is_json, settings_.flag("quiet"));
    Tally tally(result.changed);
    std::optional<EventStream> events;
    if (events_) events.emplace(*events_, target.name);
    try {
      const Settings own = settings_of(row, settings_);
      if (events) events->begin(report_.command, url_of(row, own).shown());
      const Settings settings = passwords_.put_into(own, interruption_);
      Request request(settings, output.console(), interruption_, changelogs_.of(row, settings));
      request.listeners().add(tally);
      if (events) request.listeners().add(*events);
      run_on(request, result);
      if (is_json)
        result.document = document_text(
            output.console(),
            {std::string(command_.name), request.database().shown(), request.record()});
      if (events) events->end(static_cast<int>(request.exit_code()), nullptr);
    } catch (const Error& error) {
      output.console().error(error);
      if (is_json) result.document = kept_text(output.console());
      if (events) events->end(static_cast<int>(ebbtide::exit_code_of(error)), &error);
      throw;
    }
  }

  void run_on(Request& request, TargetResult& result) {
    open(request);
    result.database = request.database().shown();
    try {
      command_.run(request);
    } catch (const Interrupted&) {
      if (is_one_transaction(request)) result.changed = 0;
      throw;
    } catch (const Error&) {
      result.findings = findings_of(request.record());
      look(request, result);
      throw;
    }
    if (request.settings().flag("rehearse")) result.changed = 0;
    look(request, result);
  }

  /// Whether what was done before somebody stopped it is undone with the rest. Rollbacks are so
  /// wherever they can be.
  bool is_one_transaction(Request& request) const {
    return request.settings().flag_or("atomic", fleet_command_.is_whole);
  }

  static void open(Request& request) {
    try {
      request.database().connection();
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      throw TargetUnreachable(error.what(), error.where(), error.change_set());
    }
  }

  /// How the database stands.
  void look(Request& request, TargetResult& result) {
    if (interruption_.is_requested()) return;
    try {
      const History history = recorded_history(request.database());
      for (const HistoryRow& row : history.rows()) {
        if (row.tag) result.tag = row.tag.str();
      }
      if (request.settings().text("changelog-file").empty()) return;
      Unheard silence;
      result.pending = static_cast<int>(pending_change_sets(request.project(), request.database(),
                                                            request.settings().flag("strict"),
                                                            {silence, interruption_})
                                            .size());
    } catch (const Error&) {
      // It stays open; why the command failed is what has to be told.
    }
  }

  /// Each change goes to the file; the end of a target is a line of progress.
  void hear(const std::vector<TargetResult>& results, const TargetResult& changed) {
    report_.results = results;
    file_.keep(report_, {});
    line_.hear(changed);
    if (changed.state == TargetState::running) return;
    ++ended_;
    std::string line = "[" + std::to_string(ended_) + "/" + std::to_string(count_to_do(targets_)) +
                       "] " + changed.name + ": " + std::string(to_text(changed.state));
    if (changed.state == TargetState::done && changed.changed > 0)
      line += ", " + count_of(static_cast<std::size_t>(changed.changed), "changeset") + " " +
              std::string(fleet_command_.changed);
    console_.say(line + ", " + seconds_text(changed.took));
  }

  const Command& command_;
  const FleetCommand& fleet_command_;
  Settings settings_;
  Console& console_;
  Interruption& interruption_;
  FleetChangelogs changelogs_;
  KeptPasswords passwords_;
  FleetLine line_;
  ResultFile file_;
  std::optional<EventFile> events_;
  FleetReport report_;
  std::vector<FleetTarget> targets_;
  std::map<std::string, TargetRow> rows_;
  int ended_ = 0;
};

}  // namespace

FleetReport begin_report(std::string command) {
  FleetReport report;
  report.command = std::move(command);
  report.version = program_version;
  report.began = moment_now();
  return report;
}

bool is_for_fleet(const Command& command, const Settings& settings) {
  return find_fleet_command(command.name) != nullptr && names_fleet(settings);
}

FleetReport run_on_fleet(const Command& command, const Settings& settings, Console& console,
                         Interruption& interruption, std::istream* in, LiveLine* line) {
  return FleetRun(command, settings, console, interruption, in, line).run();
}

ExitCode exit_code_of(const FleetReport& report) {
  switch (end_of(report.results)) {
    case FleetEnd::done:
      break;
    case FleetEnd::refused:
      return ExitCode::refused;
    case FleetEnd::failed:
      return ExitCode::failed;
    case FleetEnd::interrupted:
      return stopped_by(signal_of(report.results));
  }
  return ExitCode::done;
}

ExitCode exit_code_of(const FleetReport& report, const Settings& settings) {
  const ExitCode code = exit_code_of(report);
  const bool has_pending =
      std::any_of(report.results.begin(), report.results.end(),
                  [](const TargetResult& result) { return result.pending.value_or(0) > 0; });
  return code == ExitCode::done && has_pending && settings.flag("detailed-exitcode")
             ? ExitCode::something_to_do
             : code;
}

}  // namespace ebbtide
