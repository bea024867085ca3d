// From the words of a process to an exit code, in an order that decides who hears of what:
//
//   1 command line    --version and help need nothing more; an unknown option or command ends here
//   2 settings        all sources; a bad value ends here, with its place
//   3 should-run      false: done, before anything is opened
//   4 log             from here on all that is said can be logged; what settings warned of is told
//                     it now
//   5 requirements    of several that are missing all at once
//   6 signals         blocked in this thread before others are made, which inherit that
//   7 output file     opened, and so made empty, before the database is: no run is to be lost for a
//                     folder that cannot be written
//   8 request         begins to open the database on a thread of its own
//   9 command
//
// What it ends with says exit_code.h.
//
// The order of destruction is the reverse, and matters: the request, and with it the session, ends
// before the watcher of the signals, so that a run that hangs in its end can still be stopped.
//
// A result that could not be written is a failure of the command, though the database is changed: a
// script that is cut off by a full disk must not look like a whole one.
#include "cli/program.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "cli/commands.h"
#include "cli/encoded_stream.h"
#include "cli/encoding_option.h"
#include "cli/exit_code.h"
#include "cli/fleet/run.h"
#include "cli/flyway/command.h"
#include "cli/help.h"
#include "cli/help/build_info.h"
#include "cli/help/page.h"
#include "cli/hints.h"
#include "cli/json/document.h"
#include "cli/log.h"
#include "cli/options.h"
#include "cli/report/outputs.h"
#include "cli/requirements.h"
#include "cli/screen/screen.h"
#include "cli/signals.h"
#include "executor/version.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// A stream opens a folder without a complaint and reads nothing from it, so that is asked first. A
/// file that is not there is no error: the default one need not exist.
std::optional<std::string> read_file(const std::string& name) {
  std::error_code error;
  if (std::filesystem::is_directory(name, error))
    throw UsageError("'" + name + "' is a folder; a properties file was expected");
  std::ifstream input(name, std::ios::binary);
  if (!input && errno == EACCES)
    throw UsageError("cannot read the properties file '" + name + "': " + system_message(errno) +
                     "; let the user that runs this program read it");
  if (!input) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

/// Puts the value that stands behind the command where it belongs, and refuses what the command
/// does not take. As Liquibase does: an option that it does not take may stand before it where that
/// was an option of all commands once, and is left alone.
void fit_to_command(Arguments& arguments, const Command& command) {
  if (command.takes_many && arguments.words.size() > 2) {
    arguments.words[1] = join({arguments.words.begin() + 1, arguments.words.end()}, ",");
    arguments.words.resize(2);
  }
  if (arguments.words.size() > 2 || (arguments.words.size() == 2 && command.positional.empty())) {
    throw UsageError("Unexpected argument(s): " + arguments.words.back() +
                     word_hint(arguments.words.back()));
  }
  if (arguments.words.size() == 2 &&
      !arguments.values.emplace(command.positional, arguments.words[1]).second) {
    throw UsageError("the option '--" + std::string(command.positional) + "' is given twice");
  }
  const auto fits = [&](const std::string& name) {
    const OptionScope scope = find_option_named(name)->scope;
    return scope == OptionScope::global || (scope == OptionScope::command && command.takes(name));
  };
  for (const auto& [name, value] : arguments.values) {
    if (fits(name)) continue;
    if (!arguments.before_command.contains(name) || !is_taken_before_every_command(name))
      throw UsageError("Unexpected argument(s): --" + name + "; '" + std::string(command.name) +
                       "' does not take it");
  }
  std::erase_if(arguments.values, [&](const auto& value) { return !fits(value.first); });
}

/// Makes the folders that a file is in, as far as that can be; opening it says what is wrong.
void make_folder_of(const std::string& file) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), ignored);
}

/// Where the result goes: standard output or the file that --output-file names, in the encoding
/// that was asked for. Throws Error where the file cannot be written.
class Result {
 public:
  Result(std::string file, const std::string& encoding, Console& console)
      : console_(console), name_(std::move(file)) {
    if (!name_.empty()) {
      make_folder_of(name_);
      file_.open(name_, std::ios::binary);
      if (!file_) fail();
      console_.redirect(file_);
      console_.fit_out({});
    }
    if (encoding.empty()) return;
    encoded_.emplace(console_.raw(), encoding);
    console_.redirect(*encoded_);
  }
  void finish() {
    if (name_.empty()) return;
    file_.flush();
    if (!file_) fail();
    console_.say("Output saved to " + name_);
  }

 private:
  [[noreturn]] void fail() const {
    throw Error("cannot write the output file '" + name_ + "': " + system_message(errno));
  }

  Console& console_;
  std::string name_;
  std::ofstream file_;
  std::optional<EncodedStream> encoded_;
};

/// As Liquibase does: nobody is stopped by the name of a level.
LogLevel log_level(const Settings& settings, std::string_view option, LogLevel otherwise,
                   Console& console) {
  const auto name = settings.get(option);
  if (!name) return otherwise;
  if (const auto level = log_level_named(*name)) return *level;
  console.warning("Unknown log level " + *name + ". Defaulting to 'INFO'");
  return LogLevel::info;
}

/// The log that the options ask for: in the file that --log-file names, else on standard error.
/// Throws Error where the file cannot be written.
class LogOfRun {
 public:
  LogOfRun(const Settings& settings, std::ostream& err, Console& console)
      : console_(console), name_(settings.text("log-file")) {
    if (!name_.empty()) {
      make_folder_of(name_);
      file_.open(name_, std::ios::binary | std::ios::app);
      if (!file_)
        throw Error("cannot write the log file '" + name_ + "': " + system_message(errno));
    }
    const LogLevel otherwise = name_.empty() ? LogLevel::off : LogLevel::severe;
    const std::string format = settings.choice("log-format");
    log_.emplace(name_.empty() ? err : file_,
                 Log::Options{log_level(settings, "log-level", otherwise, console),
                              log_level(settings, "sql-log-level", LogLevel::fine, console),
                              format == "JSON"          ? LogFormat::json
                              : format == "JSON_PRETTY" ? LogFormat::json_pretty
                                                        : LogFormat::text});
    const bool instead = settings.choice("ui-service") == "LOGGER";
    const bool mirrors = settings.flag("mirror-console-messages-to-log");
    console.log_to(*log_, instead   ? Console::LogUse::instead
                          : mirrors ? Console::LogUse::mirror
                                    : Console::LogUse::alone);
  }
  ~LogOfRun() { console_.log_to_nothing(); }
  LogOfRun(const LogOfRun&) = delete;
  LogOfRun& operator=(const LogOfRun&) = delete;

  void begin(const Settings& settings) {
    for (const Option* const option : settings.without_effect()) {
      console_.log(LogLevel::info, "liquibase.configuration",
                   "the option '--" + std::string(option->name) +
                       "' has no effect here: " + std::string(option->doc));
    }
    console_.log(LogLevel::info, "liquibase.integration", "Starting command execution.");
  }
  void finish() {
    console_.log(LogLevel::info, "liquibase.command", "Command execution complete");
    if (!name_.empty()) console_.say("Logs saved to " + name_);
  }

 private:
  Console& console_;
  std::string name_;
  std::ofstream file_;
  std::optional<Log> log_;
};

/// The file of a message, where it can be read: a message must not end in another one.
std::optional<std::string> text_of(const Files& files, const std::string& name) {
  try {
    return files.exists(name) ? std::optional(files.read(name)) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// Runs the command and says what came of it.
ExitCode run_in(Request& request, const Command& command, Result& result, LogOfRun& log,
                Screen& screen) {
  Console& console = request.console();
  RunOutputs outputs(request, command);
  Telling telling(screen, request);
  try {
    command.run(request);
    outputs.finish(nullptr, static_cast<int>(request.exit_code()));
    console.out().flush();
    if (!console.raw()) throw Error("cannot write the result: " + system_message(errno));
    const bool is_told = telling.close(nullptr);
    log.finish();
    result.finish();
    // A plan that was only shown has executed nothing.
    const bool is_plan = command.takes("plan") && request.settings().flag_or("plan", false);
    const bool is_to_be_said = !is_told || console.wording() == Wording::liquibase;
    if (is_to_be_said && !is_plan && !command.says_nothing)
      console.say(line_of_success(console.wording(), command.name));
    return request.exit_code();
  } catch (const Error& error) {
    console.error(error);
    if (const auto refusal = said_of_refusal(error); !refusal.empty()) console.say(refusal);
    const ExitCode code = exit_code_of(error);
    telling.close(&error);
    outputs.finish(&error, static_cast<int>(code));
    log.finish();
    return code;
  }
}

/// As Liquibase does: in its words it is a result.
void say_no_run(Console& console) {
  const std::string line = line_of_no_run(console.wording());
  if (console.wording() == Wording::own) return console.say(line);
  console.out() << line << "\n";
}

void say_start(Console& console) {
  for (const std::string& line : lines_of_start(console.wording())) console.say(line);
}

/// One option has the format of a result and, for commands that write a changelog, that of it.
void require_format(const Command& command, const Settings& settings) {
  const std::string format = settings.choice("format");
  const bool is_of_changelog =
      format == "SQL" || format == "XML" || format == "YAML" || format == "YML";
  const std::string known = command.takes("list-rules") ? "TEXT, JSON, SARIF, GITHUB, GITLAB, JUNIT"
                                                        : "TEXT, TABULAR, JSON";
  if (is_of_changelog && !command.takes("project-dir"))
    settings.refuse("format", "Invalid argument '--format': '" + settings.text("format") +
                                  "' is none of " + known);
}

/// How a command uses the database that a URL names.
DatabaseUse use_of_database(const Command& command) {
  switch (command.needs) {
    case Needs::nothing:
      return DatabaseUse::none;
    case Needs::changelog_only:
      return DatabaseUse::where_given;
    case Needs::database:
    case Needs::changelog:
      break;
  }
  return DatabaseUse::always;
}

/// The same on many databases, with what became of each as the result.
ExitCode run_on_fleet(const Command& command, const Settings& settings, Interruption& interruption,
                      Screen& screen, Console& console, Result& result, LogOfRun& log) {
  const bool is_quiet = settings.flag("quiet") || settings.choice("ui-service") == "LOGGER";
  if (is_quiet) console.tell(Console::Progress::nothing);
  try {
    LiveLine* const line = screen.moves() && !is_quiet ? &screen.line() : nullptr;
    const FleetReport report =
        run_on_fleet(command, settings, console, interruption, screen.process().in, line);
    write_fleet_report(settings, console, report);
    write_kept(console);
    console.out().flush();
    if (!console.raw()) throw Error("cannot write the result: " + system_message(errno));
    if (const std::string complaint = complaint_about(report, settings); !complaint.empty())
      console.error(Error(complaint));
    log.finish();
    result.finish();
    if (end_of(report.results) == FleetEnd::done)
      console.say(line_of_success(console.wording(), command.name));
    return exit_code_of(report, settings);
  } catch (const Error& error) {
    console.error(error);
    if (settings.choice("format") == "JSON")
      write_failure(console, error, static_cast<int>(exit_code_of(error)));
    log.finish();
    return exit_code_of(error);
  }
}

ExitCode run_command(const Arguments& arguments, const Command& command, Screen& screen,
                     Console& console) {
  const Process& process = screen.process();
  std::vector<std::string> warnings;
  const Settings settings =
      Settings::resolve(arguments, command.name,
                        {process.environment, read_file,
                         [&](const std::string& message) {
                           console.warning(message);
                           warnings.push_back(message);
                         }},
                        command.judges_settings || command.says_nothing ? Settings::Check::none
                                                                        : Settings::Check::all);
  if (settings.get("liquibase-messages"))
    console.speak(settings.flag("liquibase-messages") ? Wording::liquibase : Wording::own);
  if (!settings.flag("should-run")) {
    say_no_run(console);
    return ExitCode::done;
  }
  LogOfRun log(settings, screen.err(), console);
  if (!command.says_nothing) say_start(console);
  for (const std::string& warning : warnings)
    console.log(LogLevel::warning, "liquibase.configuration", warning);
  log.begin(settings);
  if (const MissingOptions missing = missing_options(command, settings); !missing.message.empty()) {
    console.error(UsageError(missing.message));
    for (const std::string& line : missing.lines) console.say("  " + line);
    if (settings.choice("format") == "JSON")
      write_failure(console, UsageError(missing.message), static_cast<int>(ExitCode::failed));
    return ExitCode::failed;
  }
  require_format(command, settings);
  Interruption interruption;
  const SignalWatcher signals(interruption);
  Result result(command.writes_output ? "" : settings.text("output-file"),
                encoding_named(settings, "output-file-encoding"), console);
  if (is_for_fleet(command, settings))
    return run_on_fleet(command, settings, interruption, screen, console, result, log);
  Request request(settings, console, interruption, process.in, use_of_database(command));
  console.show_lines_of([&](const std::string& file) { return text_of(request.files(), file); });
  return run_in(request, command, result, log, screen);
}

HelpStyle help_style(const Arguments& arguments, const Process& process) {
  const auto columns = std::find_if(process.environment.begin(), process.environment.end(),
                                    [](const auto& one) { return one.first == "COLUMNS"; });
  const auto format = arguments.values.find("format");
  return {page_width(columns == process.environment.end() ? "" : columns->second),
          format != arguments.values.end() && format->second == "markdown"};
}

/// The general help; without being asked for it is a complaint.
ExitCode show_help(const Arguments& arguments, const Process& process, Console& console) {
  if (!arguments.wants_help) {
    say_start(console);
    console.say("Missing required subcommand");
  }
  write_help(arguments.wants_help ? process.out : process.err, help_style(arguments, process));
  return arguments.wants_help ? ExitCode::done : ExitCode::no_command;
}

/// Puts a command of two words, `init project`, into one.
void join_command(std::vector<std::string>& words) {
  if (words.size() < 2) return;
  const std::string joined = words[0] + " " + words[1];
  const bool is_known = find_command(joined) != nullptr || is_missing_command(plain_name(joined));
  if (!is_known || find_command(words[0]) != nullptr) return;
  words[0] = joined;
  words.erase(words.begin() + 1);
}

ExitCode run_in_console(Screen& screen, Console& console) {
  const Process& process = screen.process();
  console.speak(wording_of_name(process.name));
  Arguments arguments = Arguments::parse(process.arguments);
  if (const auto asked = arguments.values.find("liquibase-messages");
      asked != arguments.values.end() && equals_ignoring_case(asked->second, "true"))
    console.speak(Wording::liquibase);
  if (arguments.wants_version) {
    process.out << "ebbtide " << program_version << "\n";
    write_build_info(process.out, process.terminal.has_out ? process.terminal.size().columns : 0);
    process.out << line_of_version() << "\n";
    return ExitCode::done;
  }
  if (!arguments.words.empty() && arguments.words.front() == "help") {
    arguments.words.erase(arguments.words.begin());
    arguments.wants_help = true;
  }
  if (arguments.words.empty()) return show_help(arguments, process, console);
  join_command(arguments.words);
  if (arguments.wants_help) {
    write_help_on(process.out, arguments.words, help_style(arguments, process));
    return ExitCode::done;
  }
  const Command& command = command_named(arguments.words.front());
  fit_to_command(arguments, command);
  return run_command(arguments, command, screen, console);
}

/// Whether the command line asks for JSON, also where it cannot be read as a whole.
bool asks_for_json(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (equals_ignoring_case(arguments[i], "--format=json")) return true;
    if (arguments[i] == "--format" && i + 1 < arguments.size() &&
        equals_ignoring_case(arguments[i + 1], "json"))
      return true;
  }
  return false;
}

}  // namespace

int run_program(const Process& process) {
  Screen screen(process);
  Console console(screen.out(), screen.err());
  if (is_flyway(process)) return run_flyway(process, console);
  screen.dress(console);
  try {
    return static_cast<int>(run_in_console(screen, console));
  } catch (const Error& error) {
    console.error(error);
    const auto code = static_cast<int>(exit_code_of(error));
    console.redirect(screen.out());
    if (asks_for_json(process.arguments)) write_failure(console, error, code);
    return code;
  }
}

}  // namespace ebbtide
