#include "cli/config/judging.h"

#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "cli/config/config.h"
#include "cli/hints.h"

namespace ebbtide {
namespace {

/// A setting that Maven or Gradle call by another name than the command line does.
struct Renamed {
  std::string_view setting, option;
};
constexpr std::array renamed{Renamed{"change-log-directory", "search-path"},
                             Renamed{"changes-to-apply", "count"},
                             Renamed{"contexts", "context-filter"},
                             Renamed{"labels", "label-filter"},
                             Renamed{"migration-sql-output-file", "output-file"},
                             Renamed{"property-file", "defaults-file"},
                             Renamed{"rollback-count", "count"},
                             Renamed{"rollback-date", "date"},
                             Renamed{"rollback-tag", "tag"},
                             Renamed{"to-tag", "tag"},
                             Renamed{"changelog-schema-name", "liquibase-schema-name"},
                             Renamed{"changelog-catalog-name", "liquibase-catalog-name"}};

/// One that only a build tool has.
struct OfBuilds {
  std::string_view setting;
  Severity severity;
  std::string_view what, advice;
};
constexpr std::array of_builds{
    OfBuilds{"drop-first", Severity::blocks, "empties the database first, which nothing does here",
             "drop and create the database or the schema in the pipeline, where it is meant"},
    OfBuilds{"skip", Severity::note, "is --should-run=false here", "the other way round"},
    OfBuilds{"clear-check-sums", Severity::attention, "is a command of its own here",
             "run 'ebbtide clear-checksums' before"},
    OfBuilds{"expression-variables", Severity::note, "are parameters of the changelog",
             "-Dname=value, or parameter.name=value in the properties file"},
    OfBuilds{"expression-vars", Severity::note, "are parameters of the changelog",
             "-Dname=value, or parameter.name=value in the properties file"},
    OfBuilds{"changelog-parameters", Severity::note, "are parameters of the changelog",
             "-Dname=value, or parameter.name=value in the properties file"},
    OfBuilds{"empty-password", Severity::note, "is --password= here", ""},
    OfBuilds{"server", Severity::attention, "is a login in Maven's settings.xml",
             "give it as --username and LIQUIBASE_COMMAND_PASSWORD"},
    OfBuilds{"include-artifact", Severity::note, "is about the class path of the build",
             "name folders and .jar files with --search-path"},
    OfBuilds{"include-test-output-directory", Severity::note,
             "is about the class path of the build",
             "name folders and .jar files with --search-path"},
    OfBuilds{"property-file-will-override", Severity::attention, "is not here",
             "the command line and the environment always count before the properties file"},
    OfBuilds{"prompt-on-non-local-database", Severity::note, "has no effect here",
             "nobody is asked"},
    OfBuilds{"skip-on-file-exists", Severity::attention, "is not here",
             "ask for the file in the pipeline"},
    OfBuilds{"system-properties", Severity::note, "are -Dname=value here", ""},
    OfBuilds{"run-list", Severity::attention, "runs one activity after the other",
             "give each a properties file and run the command once for each, or name all of them "
             "with --targets"},
    OfBuilds{"jvm-args", Severity::note, "has no effect here", "there is no Java"},
    OfBuilds{"main-class-name", Severity::note, "has no effect here", "there is no Java"}};

template <class Rows>
const typename Rows::value_type* find_row(const Rows& rows, std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
    return plain_name(row.setting) == plain_name(name);
  });
  return found == rows.end() ? nullptr : &*found;
}

std::string setting_of(std::string_view tool, const std::string& name) {
  return std::string(tool) + "'s '" + name + "'";
}

}  // namespace

void judge_option(const Finding::Place& place, const Option& option, const std::string& shown,
                  const std::string& value, Findings& findings, const std::string& here) {
  const auto add = [&](std::string_view kind, Severity severity, const std::string& what,
                       std::string advice) {
    findings.add({kind, severity, shown + " " + what, std::move(advice), {place}});
  };
  const bool is_known = !value.empty() && value.find('$') == std::string::npos;
  const std::string flaw = is_known ? flaw_of(option, value) : "";
  if (option.effect == OptionEffect::none)
    return add("option", Severity::note, "has no effect here", std::string(option.doc));
  if (option.effect == OptionEffect::refused)
    return add("option-refused", Severity::blocks, "is refused",
               "it " + std::string(option.doc) + "; remove it");
  if (!flaw.empty()) return add("option-value", Severity::blocks, "has a value that is none", flaw);
  add("option-works", Severity::note, here.empty() ? "works as it is" : "is " + here + " here", "");
}

bool judge_command(const Finding::Place& place, const std::string& name, Findings& findings) {
  if (const Command* const command = find_command(name)) {
    findings.add({"command-works",
                  Severity::note,
                  "the command '" + name + "' works as it is",
                  command->name == name ? "" : "it is '" + std::string(command->name) + "' here",
                  {place}});
    return true;
  }
  if (!is_missing_command(plain_name(name))) return false;
  findings.add({"command-missing",
                Severity::blocks,
                "the command '" + name + "' is not here",
                "'" + name + "'" + command_hint(name),
                {place}});
  return true;
}

void judge_setting(const Finding::Place& place, std::string_view tool, const std::string& name,
                   const std::string& value, Findings& findings) {
  const std::string shown = setting_of(tool, name);
  if (const OfBuilds* const row = find_row(of_builds, name)) {
    const bool is_off = plain_name(value) == "false";
    findings.add({"build-setting",
                  is_off ? Severity::note : row->severity,
                  shown + " " + std::string(row->what),
                  std::string(row->advice),
                  {place}});
    return;
  }
  const Renamed* const other = find_row(renamed, name);
  if (const Option* const option = find_option_named(other == nullptr ? name : other->option)) {
    judge_option(place, *option, shown, value, findings, "--" + std::string(option->name));
  } else {
    findings.add({"build-setting",
                  Severity::attention,
                  shown + " is no option here",
                  "leave it out" + option_hint(name),
                  {place}});
  }
}

void judge_goal(const Finding::Place& place, std::string_view tool, const std::string& name,
                Findings& findings) {
  const std::string shown = setting_of(tool, name);
  if (const Command* const command = find_command(name)) {
    const std::string here = "'ebbtide " + std::string(command->name) + "'";
    findings.add({"build-goal",
                  Severity::note,
                  shown + " is " + here + " here",
                  command->name == "rollback"
                      ? "with a count it is 'rollback-count', with a date 'rollback-to-date'"
                      : "",
                  {place}});
  } else if (is_missing_command(plain_name(name))) {
    findings.add({"command-missing",
                  Severity::blocks,
                  shown + " is not here",
                  "'" + name + "'" + command_hint(name),
                  {place}});
  } else {
    findings.add({"build-goal",
                  Severity::attention,
                  shown + " is no command here",
                  "let Liquibase do it",
                  {place}});
  }
}

}  // namespace ebbtide
