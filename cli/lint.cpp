// `lint` judges what has not run yet. Findings go to standard output in one format, and to as many
// files in others as are asked for; all else is said on standard error. No database is needed.
#include "operations/lint.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "cli/gate_choice.h"
#include "cli/json/lint.h"
#include "cli/lint_outputs.h"
#include "cli/operation_options.h"
#include "cli/request.h"
#include "database/facts.h"
#include "formats/load.h"
#include "operations/file_place.h"
#include "operations/lint_settings.h"
#include "operations/statistics.h"
#include "text/ascii.h"
#include "text/columns.h"
#include "text/whole_file.h"

namespace ebbtide {
namespace {

using lint::Severity;

}  // namespace

std::string today_in_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  std::string text(16, '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%d", &utc));
  return text;
}

namespace {

std::vector<std::string> paths_of(const Settings& settings) {
  std::vector<std::string> paths = split_list(settings.text("path"));
  if (paths.empty()) paths.push_back(settings.required("changelog-file"));
  for (std::string& one : paths) {
    while (one.size() > 1 && one.ends_with('/')) one.pop_back();
  }
  return paths;
}

/// The path of a file as it is named from the working folder, where it is below it.
std::string shown_path(const std::string& path) {
  std::error_code error;
  const auto relative = std::filesystem::relative(path, error);
  return error || relative.empty() || relative.string().starts_with("..") ? path
                                                                          : relative.string();
}

}  // namespace

std::vector<std::string> search_folders(const Settings& settings) {
  std::vector<std::string> folders = split_list(settings.text("search-path"));
  if (!folders.empty()) return folders;
  folders.emplace_back(".");
  for (std::string& one : split_list(replace_all(settings.text("classpath"), ":", ",")))
    folders.push_back(std::move(one));
  return folders;
}

namespace {

/// The configuration for a file: where it is on the search path, else where its name leads from
/// here.
std::string configuration_of(const Settings& settings, const std::string& path) {
  const std::string place = place_of_file(search_folders(settings), path);
  const std::string found = place.empty() ? "" : find_lint_settings(place);
  return found.empty() ? find_lint_settings(path) : found;
}

}  // namespace

lint::Settings lint_configuration(Request& request, const std::string& first_path) {
  const Settings& settings = request.settings();
  if (settings.flag("no-config")) return {};
  const std::string given = settings.text("config");
  const std::string file = given.empty() ? configuration_of(settings, first_path) : given;
  if (file.empty()) return {};
  const auto text = read_whole_file(file);
  if (!text) throw UsageError("cannot read the configuration '" + file + "'");
  if (!file.ends_with("lqlint.json")) return parse_lint_settings(shown_path(file), *text);
  std::vector<std::string> unknown;
  lint::Settings foreign = parse_foreign_settings(shown_path(file), *text, unknown);
  for (const std::string& one : unknown)
    request.console().warning("the rule " + one + " of " + file + " has none like it here");
  return foreign;
}

namespace {

/// Which rules a word of the command line means: an id, or the beginning of some.
void require_rule(const std::string& word) {
  const auto all = lint::all_rules();
  const bool is_known = std::any_of(
      all.begin(), all.end(), [&](const lint::Rule* rule) { return rule->id.starts_with(word); });
  if (!is_known || word.empty())
    throw UsageError("there is no rule '" + word + "'; --list-rules shows all");
}

void apply_command_line(const Settings& settings, lint::Settings& rules) {
  for (const std::string& one : split_list(settings.text("enable"))) {
    require_rule(one);
    for (const lint::Rule* const rule : lint::all_rules()) {
      if (rule->id.starts_with(one) && rules.severity(*rule, "") == Severity::off)
        rules.rules[std::string(rule->id)].severity = Severity::warning;
    }
  }
  for (const std::string& one : split_list(settings.text("disable"))) {
    require_rule(one);
    for (const lint::Rule* const rule : lint::all_rules())
      if (rule->id.starts_with(one)) rules.rules[std::string(rule->id)].severity = Severity::off;
  }
  for (const std::string& one : split_list(settings.text("severity"))) {
    const std::size_t equal = one.find('=');
    const auto severity =
        equal == std::string::npos ? std::nullopt : lint::severity_of(one.substr(equal + 1));
    if (!severity) throw UsageError("'" + one + "' is no severity of a rule; write DS102=warning");
    require_rule(one.substr(0, equal));
    rules.rules[one.substr(0, equal)].severity = *severity;
  }
  if (settings.flag("honour-foreign-ignores")) rules.honours_foreign = true;
  if (!settings.get("fail-on")) return;
  const std::string word = lower(settings.choice("fail-on"));
  rules.fail_on = word == "never" ? Severity::off : *lint::severity_of(word);
}

/// `postgresql@15` as the URL of an offline database.
DatabaseUrl url_of_dialect(const std::string& dialect) {
  const std::size_t at = dialect.find('@');
  const std::string name = lower(dialect.substr(0, at));
  const std::string version = at == std::string::npos ? "" : dialect.substr(at + 1);
  return DatabaseUrl::parse("offline:" + name + (version.empty() ? "" : "?version=" + version));
}

/// The only database that the changesets of a changelog name; empty where that is none or several.
std::string only_database(Request& request, const std::string& path) {
  std::string found;
  if (!request.files().exists(path)) return found;
  ProjectOptions reading = request.reading_for(path, "");
  reading.load.keeps_all = true;
  const ReadChangelog read = read_changelog(path, *reading.files, reading.properties, reading.load);
  for (const ChangeSet& one : read.changelog.change_sets) {
    for (const std::string_view part : split(one.dbms.or_empty(), ',')) {
      const std::string name = lower(std::string(trim(part)));
      if (lint::database_of(name) == 0) continue;
      if (!found.empty() && found != name) return "";
      found = name;
    }
  }
  return found;
}

DatabaseUrl dialect_url(Request& request, const lint::Settings& rules,
                        const std::vector<std::string>& paths) {
  const Settings& settings = request.settings();
  if (const auto given = settings.get("dialect")) {
    if (const std::string wrong = problem_of_dialect(*given); !wrong.empty())
      throw UsageError(wrong);
    return url_of_dialect(*given);
  }
  if (!rules.dialect.empty()) return url_of_dialect(rules.dialect);
  if (!request.has_no_database()) {
    if (request.database().is_offline()) return request.database().url();
    const std::string name(request.database().names().facts().name);
    const std::string version(
        request.database().facts().find("database.databaseProductVersion").or_empty());
    return url_of_dialect(name + "@" + version);
  }
  const std::string found = only_database(request, paths.front());
  if (!found.empty()) return url_of_dialect(found);
  throw UsageError("which database is the SQL for? Say --dialect=postgresql@15 or the like");
}

using Write = std::string (*)(const LintOutput& output);
struct Format {
  std::string_view name;
  Write write;
};
constexpr Format formats[] = {
    {"json", lint_json},     {"sarif", lint_sarif},
    {"github", lint_github}, {"gitlab", lint_gitlab},
    {"junit", lint_junit},   {"text", [](const LintOutput& one) { return lint_text(one, false); }}};

const Format& format_named(const std::string& name) {
  const auto found = std::find_if(std::begin(formats), std::end(formats),
                                  [&](const Format& one) { return one.name == name; });
  if (found == std::end(formats))
    throw UsageError("there is no output '" + name +
                     "'; there are text, json, sarif, github, gitlab and junit");
  return *found;
}

void write_file(const std::string& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text << std::flush;
  if (!out) throw Error("cannot write '" + file + "'");
}

/// `sarif:lint.sarif`.
struct FurtherOutput {
  const Format* format;
  std::string file;
};

std::vector<FurtherOutput> further_outputs(const Settings& settings) {
  std::vector<FurtherOutput> all;
  for (const std::string& one : split_list(settings.text("output"))) {
    const std::size_t colon = one.find(':');
    if (colon == std::string::npos || colon + 1 == one.size())
      throw UsageError("'" + one + "' is no output; write FORMAT:FILE");
    all.push_back({&format_named(lower(one.substr(0, colon))), one.substr(colon + 1)});
  }
  return all;
}

/// Lines that a terminal would break anywhere are broken between words.
void write_text(Console& console, const std::string& text) {
  const std::size_t columns = console.out_columns();
  if (columns == 0) {
    console.raw() << text;
    return;
  }
  for (const std::string_view line :
       split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    console.raw() << folded(line, columns, indent + 2) << "\n";
  }
}

/// Behind what is there: the steps of a job write one after the other.
void add_to_step_summary(const Settings& settings, const LintOutput& output) {
  for (const auto& [name, file] : settings.environment()) {
    if (name != "GITHUB_STEP_SUMMARY" || file.empty()) continue;
    std::ofstream out(file, std::ios::binary | std::ios::app);
    out << lint_markdown(output) << std::flush;
    if (!out) throw Error("cannot write '" + file + "', the summary of the step");
  }
}

void write_result(Request& request, const LintOutput& output) {
  const std::string format = lower(request.settings().choice("format"));
  Console& console = request.console();
  if (format == "json") return write_json(console, output);
  if (format.empty() || format == "text") {
    return write_text(console, lint_text(output, console.has_colour()));
  }
  console.raw() << format_named(format).write(output);
  if (format == "github") add_to_step_summary(request.settings(), output);
}

/// What is released must never be written anew, so that somebody has to say what that is.
void require_state_for_fixes(Request& request, bool is_each, const LintOptions& options) {
  const bool is_told = is_each || !options.deployed.empty() || !options.git_base.empty() ||
                       !options.since_tag.empty() ||
                       (!request.has_no_database() && !request.database().is_offline());
  if (options.fixes && !is_told)
    throw UsageError(
        "--fix has to know what is released: say --url, --git-base, --since-tag or --deployed; "
        "--scope=each says that nothing is");
}

void tell(Request& request, const LintFixes& fixes) {
  Console& console = request.console();
  for (const FixedChangeSet& one : fixes.fixed)
    console.say(one.where.to_text() + ": " + one.change_set + " is written anew for " +
                join(one.rules, ", ") + ", as " + join(one.made, ", "));
  for (const Problem& one : fixes.refused)
    console.warning(one.where.to_text() + ": " + one.change_set + ": " + one.message);
}

void tell(Request& request, const LintReport& report) {
  Console& console = request.console();
  for (const std::string& one : report.stale)
    console.say("the baseline has what nobody finds any more: " + one);
  if (report.unread > 0)
    console.warning(count_of(report.unread, "statement") +
                    " not understood: of them silence means "
                    "nothing");
  for (const std::string& file : report.passed_over)
    console.say("'" + file + "' is no migration by its name, so it was not judged");
  for (const std::string& file : report.unsearched)
    console.warning("'" + file +
                    "' has more than 4 MiB, so SE105 has not looked for secrets in it");
}

void record(Request& request, const LintReport& report) {
  for (const lint::Finding& one : report.findings) {
    if (one.silenced) continue;
    request.record().add(
        {.change_set = one.change_set,
         .step = std::string(lint::to_text(one.severity)) + " " + std::string(one.rule->id),
         .message = one.message,
         .where = one.where,
         .remedy = one.remedy,
         .counts = report.fail_on != Severity::off && one.severity >= report.fail_on});
  }
}

}  // namespace

void write_statistics(Request& request) {
  const Statistics all = statistics_of(request.database());
  if (request.wants_json()) return write_json(request.console(), all);
  request.console().raw() << statistics_json(all);
}

void judge(Request& request) {
  const Settings& settings = request.settings();
  if (settings.flag("list-rules")) {
    if (request.wants_json()) return write_json(request.console(), lint::all_rules());
    return write_text(request.console(), rule_list());
  }
  if (const auto id = settings.get("explain")) {
    const lint::Rule* const rule = lint::find_rule(upper(*id));
    if (rule == nullptr) throw UsageError("there is no rule '" + *id + "'; --list-rules shows all");
    if (request.wants_json()) return write_json(request.console(), std::span(&rule, 1));
    return write_text(request.console(), rule_text(*rule));
  }
  const std::vector<std::string> paths = paths_of(settings);
  LintOptions options{.paths = paths, .reading = request.reading_for(paths.front(), "")};
  options.settings = lint_configuration(request, options.paths.front());
  apply_command_line(settings, options.settings);
  const bool is_each = settings.choice("scope") == "EACH";
  if (!is_each) options.deployed = settings.text("deployed");
  options.git_base = settings.text("git-base");
  options.since_tag = settings.text("since-tag");
  options.stats = settings.text("stats");
  options.baseline = settings.text("baseline");
  options.today = today_in_utc();
  options.folders = search_folders(settings);
  const std::vector<FurtherOutput> further = further_outputs(settings);
  const std::string fix = settings.choice("fix");
  if (fix == "DATABASE")
    settings.refuse("fix", "lint changes no database; write --fix or --fix=CHANGELOG");
  options.fixes = !fix.empty();
  require_state_for_fixes(request, is_each, options);
  DatabaseOptions offline =
      database_options(settings, dialect_url(request, options.settings, options.paths));
  OpenDatabase dialect(std::move(offline), request.surroundings().interruption);
  options.reading = request.reading_for(options.paths.front(), dialect.dbms());
  const bool is_live = !is_each && !request.has_no_database() && !request.database().is_offline();
  OpenDatabase* const live = is_live ? &request.database() : nullptr;
  LintReport report = lint_files(options, dialect, live, request.surroundings());
  if (options.fixes) {
    LintFixes fixes = std::move(report.fixes);
    tell(request, fixes);
    options.fixes = false;
    options.reading = request.reading_for(options.paths.front(), dialect.dbms());
    if (!fixes.fixed.empty()) report = lint_files(options, dialect, live, request.surroundings());
    report.fixes = std::move(fixes);
  }
  const LintOutput output{report, request.files(), settings.flag("show-suppressed")};
  record(request, report);
  write_result(request, output);
  for (const FurtherOutput& one : further) write_file(one.file, one.format->write(output));
  if (const auto file = settings.get("write-baseline")) write_file(*file, lint_baseline(report));
  tell(request, report);
  if (report.has_failed())
    throw Objected(count_of(report.objections(), "finding") +
                   " to be mended or approved; see what to do instead");
}

}  // namespace ebbtide
