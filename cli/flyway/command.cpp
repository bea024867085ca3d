// From the words behind `ebbtide flyway` to an exit code:
//
//   command line      flags, settings and verbs; a wrong one ends here, before any file is read
//   configuration     files, environment, command line; everything unknown at once
//   database          opened once for all verbs
//   verbs             one after the other; the first that fails ends it (cli/flyway/verbs.h)
//
// Results go to standard output, in Flyway's words or as its JSON; what is wrong or odd goes to
// standard error.
#include "cli/flyway/command.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/exit_code.h"
#include "cli/flyway/configuration_files.h"
#include "cli/flyway/fleet.h"
#include "cli/flyway/foreign_verbs.h"
#include "cli/flyway/observer.h"
#include "cli/flyway/verbs.h"
#include "cli/help/page.h"
#include "cli/json/flyway.h"
#include "cli/signals.h"
#include "database/facts.h"
#include "executor/version.h"
#include "flyway/failure.h"
#include "flyway/option.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::Failure;

constexpr int exit_code_of_paid = 35;

void require_verbs(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (find_flyway_verb(name) != nullptr) continue;
    refuse_foreign_verb(name);
    throw Failure(flyway::error_code, "Invalid flag: " + name);
  }
}

void write_help(Page page) {
  page.text("Usage: ebbtide flyway [options] verb...");
  page.blank();
  page.text("Verbs:");
  const auto line = [&](const std::string& name, std::string_view help) {
    constexpr std::size_t column = 33;
    page.entry(name, help, column);
  };
  for (const FlywayVerb& verb : flyway_verbs()) line(std::string(verb.name), verb.help);
  page.blank();
  page.text("Flags:");
  for (const flyway::Flag& flag : flyway::flags()) line("-" + std::string(flag.name), flag.help);
  page.blank();
  page.text(
      "Options (-name=value, flyway.name in flyway.conf, name in flyway.toml, FLYWAY_NAME in the "
      "environment):");
  for (const flyway::Option& option : flyway::options()) {
    if (option.use == flyway::Use::taken) line("-" + std::string(option.name), option.help);
  }
  line("-placeholders.name", "What stands for ${name} in scripts");
  page.blank();
  page.text("Options of this program alone, on the command line:");
  for (const flyway::Option& option : flyway::own_options())
    line("-" + std::string(option.name), option.help);
}

bool has_flag(const flyway::CommandLine& line, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return std::find(line.flags.begin(), line.flags.end(), name) != line.flags.end();
  });
}

/// Nothing may run in earnest that somebody only wanted to see: an option of one verb is refused
/// where that verb is not there, or another one beside it changes the database.
void require_fitting_options(const flyway::Configuration& configuration,
                             const std::vector<std::string>& verbs) {
  for (const flyway::Option& option : flyway::own_options()) {
    if (option.verb.empty() || !configuration.flag(option.name)) continue;
    const bool has_its_verb = std::find(verbs.begin(), verbs.end(), option.verb) != verbs.end();
    const bool has_another = std::any_of(verbs.begin(), verbs.end(), [&](const std::string& verb) {
      return verb != option.verb && !find_flyway_verb(verb)->only_looks;
    });
    if (!has_its_verb || has_another)
      throw Failure(flyway::configuration_code,
                    "-" + std::string(option.name) + " is for " + std::string(option.verb) +
                        " alone; leave it out of '" + join(verbs, " ") + "'. Nothing was changed.");
  }
}

/// The whole run, but for how its end is told.
class FlywayRun {
 public:
  FlywayRun(const Process& process, Console& console) : process_(process), console_(console) {
    for (const std::string& one : process.arguments)
      is_json_ = is_json_ || equals_ignoring_case(one, "-outputType=json") ||
                 equals_ignoring_case(one, "--format=json");
  }

  int run() {
    try {
      const int code = run_verbs();
      if (is_json_ && has_run_) write_document();
      return code;
    } catch (const Error& error) {
      document_.fail(error);
      const bool is_paid = dynamic_cast<const flyway::PaidOnly*>(&error) != nullptr;
      return end(error, is_paid ? exit_code_of_paid : static_cast<int>(exit_code_of(error)));
    }
  }

 private:
  int run_verbs() {
    const std::vector<std::string> words(process_.arguments.begin() + 1, process_.arguments.end());
    const bool wants_help = std::any_of(words.begin(), words.end(), [](const std::string& word) {
      return word == "help" || word == "--help" || word == "-help";
    });
    if (wants_help) return help();
    const flyway::CommandLine line = flyway::read_command_line(words);
    if (has_flag(line, {"v"}) || (line.verbs.size() == 1 && line.verbs.front() == "version"))
      return version();
    if (line.verbs.empty() || has_flag(line, {"h", "?"})) return help();
    require_verbs(line.verbs);
    const FlywayProject project = read_flyway_project(line, process_.environment);
    const bool has_format = project.configuration.is_given("-format");
    const std::string type =
        lower(project.configuration.text(has_format ? "-format" : "outputType"));
    if (type != "json" && type != "text")
      throw Failure(flyway::configuration_code, "'" + type +
                                                    "' is an invalid output type; there "
                                                    "are text and json");
    is_json_ = type == "json";
    require_fitting_options(project.configuration, line.verbs);
    output_file_ = project.configuration.text("outputFile");
    return run_on(project, line);
  }

  int run_on(const FlywayProject& project, const flyway::CommandLine& line) {
    are_several_ = line.verbs.size() > 1;
    Interruption interruption;
    const SignalWatcher signals(interruption);
    const FlywayTelling telling{is_json_, has_flag(line, {"q"}), has_flag(line, {"X"})};
    if (!project.configuration.text("-targets").empty())
      return run_flyway_fleet(project, {line.verbs, telling, process_.environment}, console_,
                              interruption);
    FlywayObserver observer(console_, telling);
    for (const std::string& warning : project.configuration.not_run()) observer.warning(warning);
    const Surroundings with{observer, interruption};
    const auto database = open_flyway_database(project, with);
    FlywayVerdict verdict;
    return run_on_database({console_, document_, project, *database, with, verdict, telling},
                           line.verbs);
  }

  int run_on_database(const FlywayCall& call, const std::vector<std::string>& names) {
    if (call.tells()) {
      call.out() << "Database: " << call.database.shown() << " ("
                 << call.database.names().facts().product_name << " "
                 << call.database.connection().server_version() << ")\n";
    }
    has_run_ = true;
    for (const std::string& name : names) find_flyway_verb(name)->run(call);
    return call.verdict.against.empty() ? 0 : 1;
  }

  int help() {
    const auto columns =
        std::find_if(process_.environment.begin(), process_.environment.end(),
                     [](const auto& variable) { return variable.first == "COLUMNS"; });
    write_help(Page(process_.out, page_width(columns == process_.environment.end()
                                                 ? ""
                                                 : std::string_view(columns->second))));
    return 0;
  }

  int version() {
    console_.out() << "ebbtide " << program_version << ", for projects of Flyway 13\n";
    return 0;
  }

  void write_document() {
    const std::string text = document_.text(are_several_);
    print_document(console_, text);
    if (output_file_.empty()) return;
    std::ofstream file(output_file_, std::ios::binary);
    if (!(file << text << "\n").flush())
      throw Failure(flyway::error_code, "cannot write the output file '" + output_file_ + "'");
  }

  int end(const Error& error, int code) {
    if (is_json_) print_document(console_, document_.text(false));
    console_.out().flush();
    tell_flyway_error(console_, error);
    return code;
  }

  const Process& process_;
  Console& console_;
  FlywayDocument document_;
  bool is_json_ = false, has_run_ = false, are_several_ = false;
  std::string output_file_;
};

}  // namespace

bool is_flyway(const Process& process) {
  return !process.arguments.empty() && process.arguments.front() == "flyway";
}

void flyway_comes_first(Request&) {
  throw UsageError(
      "'flyway' takes Flyway's options and comes first: ebbtide flyway -url=... migrate");
}

int run_flyway(const Process& process, Console& console) {
  const auto columns = [size = process.terminal.size] { return size().columns; };
  if (process.terminal.has_err) console.fit_err(columns);
  if (process.terminal.has_out) console.fit_out(process.terminal.size);
  return FlywayRun(process, console).run();
}

}  // namespace ebbtide
