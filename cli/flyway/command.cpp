// From the words behind `ebbtide flyway` to an exit code:
//
//   command line      flags, settings and verbs; a wrong one ends here, before any file is read
//   configuration     files, environment, command line; everything unknown at once
//   database          opened once for all verbs
//   verbs             one after the other; the first that fails ends it
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
#include "cli/flyway/text.h"
#include "cli/gate_choice.h"
#include "cli/help/page.h"
#include "cli/json/flyway.h"
#include "cli/lint_outputs.h"
#include "cli/rollback_plan.h"
#include "cli/signals.h"
#include "database/facts.h"
#include "executor/version.h"
#include "flyway/failure.h"
#include "flyway/option.h"
#include "operations/fleet.h"
#include "operations/unheard.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::Failure;

constexpr int exit_code_of_paid = 35;

/// Warnings and waiting are told; statements only where more was asked for.
class FlywayObserver final : public Observer {
 public:
  FlywayObserver(Console& console, bool is_quiet) : console_(console), is_quiet_(is_quiet) {}

  void tell_statements() { tells_statements_ = true; }
  /// How many migrations were run, marked or undone.
  int changed() const { return changed_; }

  void on(const Event& event) override {
    const auto* const statement = std::get_if<StatementBegan>(&event);
    if (statement != nullptr && tells_statements_)
      console_.lines([&](TextOutput& err) {
        err << "DEBUG: Executing statement " << statement->number << ": ";
        err.lines(statement->sql) << "\n";
      });
    if (const auto* const ended = std::get_if<ChangeSetEnded>(&event))
      changed_ += ended->outcome == Outcome::done || ended->outcome == Outcome::marked ? 1 : 0;
    const auto* const said = std::get_if<Said>(&event);
    if (said != nullptr && said->kind == Said::Kind::note && !is_quiet_)
      console_.lines([&](TextOutput& err) { err << "INFO: " << said->message << "\n"; });
    if (said != nullptr && said->kind == Said::Kind::warning && !is_quiet_)
      console_.lines([&](TextOutput& err) { err << "WARNING: " << said->message << "\n"; });
    if (std::holds_alternative<WaitingForLock>(event) && !is_quiet_)
      console_.lines([](TextOutput& err) {
        err << "Another run is at work on this schema history: waiting\n";
      });
  }

 private:
  Console& console_;
  bool is_quiet_;
  bool tells_statements_ = false;
  int changed_ = 0;
};

/// One run of the front end. What verbs need of it.
struct FlywayCall {
  Console& console;
  FlywayDocument& document;
  const FlywayProject& project;
  OpenDatabase& database;
  Surroundings with;
  bool is_json = false;
  bool is_quiet = false;

  bool tells() const { return !is_json && !is_quiet; }
  TextOutput& out() const { return console.out(); }
};

template <class Result>
void finish(const FlywayCall& call, const Result& result,
            std::chrono::steady_clock::time_point begin) {
  if (call.is_json) return call.document.add(result);
  if (call.tells()) write_end(call.out(), result, std::chrono::steady_clock::now() - begin);
}

/// A verb that does its work and says what came of it.
template <auto operation>
int run_plain(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  finish(call, operation(place), begin);
  return 0;
}

int run_undo(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  UndoTold told;
  const bool wants_plan = call.project.configuration.flag("-plan");
  if (call.tells() && wants_plan)
    told.prospect = [&call](const RollbackProspect& prospect) {
      for (const std::string& line : lines_of(prospect)) call.out() << line << "\n";
      call.out() << totals_line(prospect) << "\n";
    };
  finish(call, undo(place, told), begin);
  return 0;
}

BaselineResult run_baseline(FlywayPlace& place) { return baseline(place); }

int run_info(const FlywayCall& call) {
  FlywayPlace place(call.project, call.database, call.with);
  const InfoResult result = info(place);
  if (call.is_json) {
    call.document.add(result);
  } else if (call.project.configuration.flag("migrationIds")) {
    write_migration_ids(call.out(), result);
  } else {
    write_info(call.out(), result);
  }
  return 0;
}

/// As Flyway does: what is not valid is a failure in text alone; JSON says it.
int run_validate(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  const ValidateResult result = validate(place);
  if (call.is_json || result.invalid.empty()) {
    finish(call, result, begin);
    return 0;
  }
  throw Failure("VALIDATE_ERROR", describe_invalid(result.invalid));
}

int run_migrate(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  MigrateTold told;
  if (call.tells()) {
    const std::string schema = place.table().quote(place.table().schema());
    told.validated = [&call, begin](std::size_t count) {
      call.out() << "Successfully validated " << count_of(count, "migration")
                 << execution_time(std::chrono::steady_clock::now() - begin) << "\n";
    };
    told.creates_history = [&call, &place] {
      call.out() << "Creating Schema History table " << place.table().name() << " ...\n";
    };
    told.current = [&call, schema](const std::optional<std::string>& version) {
      call.out() << "Current version of schema " << schema << ": "
                 << version.value_or("<< Empty Schema >>") << "\n";
    };
    told.begins = [&call, schema](const flyway::MigrationInfo& one) {
      call.out() << "Migrating schema " << schema << " " << described(one) << "\n";
      call.out().flush();
    };
  }
  finish(call, migrate(place, told), begin);
  return 0;
}

/// What a changelog has no place for is said where messages are, also beside JSON.
int run_convert(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  const FlywayConvertResult result = convert_flyway(place);
  for (const std::string& one : result.left) call.with.observer.warning(one);
  finish(call, result, begin);
  return 0;
}

/// As all that finds something it is a failure, in JSON too.
int run_drift(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  const FlywayDriftResult result = find_flyway_drift(place);
  for (const std::string& one : result.notes) call.with.observer.warning(one);
  finish(call, result, begin);
  return result.has_drift ? 1 : 0;
}

int run_lint(const FlywayCall& call) {
  FlywayPlace place(call.project, call.database, call.with);
  const FlywayLintResult result = lint_flyway(place, today_in_utc());
  if (call.tells())
    print_document(call.console, std::string(trim_end(lint_text({result.report, *result.files},
                                                                call.console.has_colour()))));
  if (call.is_json) call.document.add(result);
  return result.report.has_failed() ? 1 : 0;
}

struct Verb {
  std::string_view name;
  std::string_view help;
  int (*run)(const FlywayCall& call);
};

constexpr Verb verbs[] = {
    {"migrate", "Migrates the database", run_migrate},
    {"info", "Shows what is applied and what is pending", run_info},
    {"validate", "Compares what is applied with the scripts", run_validate},
    {"baseline", "Says up to which version a database is there already", run_plain<run_baseline>},
    {"repair", "Brings the schema history in line with the scripts", run_plain<repair>},
    {"undo", "Undoes the last migration, or all down to -target", run_undo},
    {"clean", "Drops everything in the schemas", run_plain<clean>},
    {"lint", "Judges what migrate would run now", run_lint},
    {"drift", "Compares the database with what its migrations make", run_drift},
    {"convert", "Writes the folder as a changelog, and takes over its history", run_convert},
};

const Verb* find_verb(std::string_view name) {
  const auto found = std::find_if(std::begin(verbs), std::end(verbs),
                                  [&](const Verb& verb) { return verb.name == name; });
  return found == std::end(verbs) ? nullptr : found;
}

void require_verbs(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (find_verb(name) != nullptr) continue;
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
  for (const Verb& verb : verbs) line(std::string(verb.name), verb.help);
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

/// The whole run, but for how its end is told.
class FlywayRun {
 public:
  FlywayRun(const Process& process, Console& console) : process_(process), console_(console) {
    for (const std::string& one : process.arguments)
      is_json_ = is_json_ || equals_ignoring_case(one, "-outputType=json");
  }

  int run() {
    try {
      const int code = run_verbs();
      if (is_json_ && has_run_) write_document();
      return code;
    } catch (const Error& error) {
      add_failure(document_, error);
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
    const std::string type = lower(project.configuration.text("outputType"));
    if (type != "json" && type != "text")
      throw Failure(flyway::configuration_code, "'" + type +
                                                    "' is an invalid output type; there "
                                                    "are text and json");
    is_json_ = type == "json";
    output_file_ = project.configuration.text("outputFile");
    return run_on(project, line);
  }

  int run_on(const FlywayProject& project, const flyway::CommandLine& line) {
    are_several_ = line.verbs.size() > 1;
    Interruption interruption;
    const SignalWatcher signals(interruption);
    if (!project.configuration.text("-targets").empty())
      return run_on_fleet(project, line, interruption);
    FlywayObserver observer = observer_of(console_, line);
    for (const std::string& warning : project.configuration.not_run()) observer.warning(warning);
    const Surroundings with{observer, interruption};
    const auto database = open_flyway_database(project, with);
    return run_on_database(
        {console_, document_, project, *database, with, is_json_, has_flag(line, {"q"})},
        line.verbs);
  }

  static FlywayObserver observer_of(Console& console, const flyway::CommandLine& line) {
    FlywayObserver observer(console, has_flag(line, {"q"}));
    if (has_flag(line, {"X"})) observer.tell_statements();
    return observer;
  }

  int run_on_database(const FlywayCall& call, const std::vector<std::string>& names) {
    if (call.tells()) {
      call.out() << "Database: " << call.database.shown() << " ("
                 << call.database.names().facts().product_name << " "
                 << call.database.connection().server_version() << ")\n";
    }
    has_run_ = true;
    int code = 0;
    for (const std::string& name : names) code = std::max(code, find_verb(name)->run(call));
    return code;
  }

  /// The same on each of many databases. What one of them ends with is told on its own console.
  int run_on_fleet(const FlywayProject& project, const flyway::CommandLine& line,
                   Interruption& interruption) {
    const auto only_looks = [](const std::string& verb) {
      return verb == "info" || verb == "validate" || verb == "lint" || verb == "drift";
    };
    const FlywayFleet fleet{join(line.verbs, " "),
                            !std::all_of(line.verbs.begin(), line.verbs.end(), only_looks),
                            is_json_, has_flag(line, {"q"})};
    return run_flyway_fleet(
        project, fleet, console_, interruption,
        [&](const FlywayProject& own, Console& console, Interruption& wish, TargetResult& result) {
          FlywayObserver observer = observer_of(console, line);
          const Surroundings with{observer, wish};
          FlywayDocument document;
          bool is_open = false;
          try {
            const auto database = open_target(own, with);
            result.database = database->shown();
            const FlywayCall call{console, document, own,           *database,
                                  with,    is_json_, fleet.is_quiet};
            is_open = true;
            for (const std::string& name : line.verbs) find_verb(name)->run(call);
            result.changed = observer.changed();
            look(own, *database, wish, result);
            if (is_json_) print_document(console, document.text(line.verbs.size() > 1));
          } catch (const Error& error) {
            if (is_json_ && is_open) {
              add_failure(document, error);
              print_document(console, document.text(false));
            }
            result.changed = observer.changed();
            console.error(error);
            throw;
          }
        });
  }

  static std::unique_ptr<OpenDatabase> open_target(const FlywayProject& project,
                                                   const Surroundings& with) {
    try {
      return open_flyway_database(project, with);
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      throw TargetUnreachable(error.what(), error.where());
    }
  }

  static void add_failure(FlywayDocument& document, const Error& error) {
    if (const auto* const migrate = dynamic_cast<const MigrateFailed*>(&error))
      return document.fail(*migrate);
    document.fail(code_of(error), error.what());
  }

  /// As Flyway's JSON has it.
  static std::string code_of(const Error& error) {
    if (const auto* const failure = dynamic_cast<const Failure*>(&error)) return failure->code();
    if (dynamic_cast<const UsageError*>(&error) != nullptr)
      return std::string(flyway::configuration_code);
    const bool is_of_database = dynamic_cast<const DatabaseError*>(&error) != nullptr ||
                                dynamic_cast<const ScriptFailed*>(&error) != nullptr;
    return is_of_database ? "DB_CONNECTION" : std::string(flyway::error_code);
  }

  /// How the database stands behind its verbs.
  static void look(const FlywayProject& project, OpenDatabase& database, Interruption& interruption,
                   TargetResult& result) {
    Unheard silence;
    FlywayPlace place(project, database, {silence, interruption});
    const auto rows = place.history();
    const flyway::Standing standing = place.standing(rows);
    if (const flyway::MigrationInfo* const current = standing.current())
      result.tag = current->version()->text();
    result.pending = static_cast<int>(standing.pending().size());
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
    const std::string place = error.where().file.empty() ? "" : error.where().to_text() + ": ";
    console_.lines([&](TextOutput& err) {
      err << "ERROR: ";
      err.lines(place + error.what()) << "\n";
    });
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
  return FlywayRun(process, console).run();
}

}  // namespace ebbtide
