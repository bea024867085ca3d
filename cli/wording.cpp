// Each sentence stands here in both wordings, side by side; tests/cli/words has what the real
// Liquibase says, command by command, and compares it.
//
// An error in Liquibase's words is our own line, which has the place and the remedy, then what
// Liquibase would write, as far as it can be said without its Java classes:
//
//   ERROR: c.xml:4:2: relation "nope" does not exist …
//
//   Unexpected error running Liquibase: Migration failed for changeset c.xml::2::ann:
//        Reason: liquibase.exception.DatabaseException: relation "nope" does not exist …
//
//   For more information, please use the --log-level flag
//
// What is wrong with a changelog is grouped as Liquibase groups it; it stops at the first kind, we
// name all. A command line that is wrong ends with a word on --help in place of --log-level.
#include "cli/wording.h"

#include <ctime>
#include <map>

#include "database/statement.h"
#include "executor/version.h"
#include "operations/update.h"
#include "rollback/plan.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view beginning = "Unexpected error running Liquibase: ";
constexpr std::string_view preconditions_failed = "Preconditions Failed: ";
constexpr std::string_view deep = "          ";

std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  localtime_r(&now, &time);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%H:%M:%S", &time)};
}

/// The part in front of a mark; all of it where the mark is not there.
std::string before(const std::string& text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

/// A problem of a changelog as a line under a heading, both as Liquibase has them. The headings
/// begin with how many there are.
struct Grouped {
  std::string_view heading;
  std::string line;
};

Grouped grouped(const Problem& problem) {
  const std::string& message = problem.message;
  const std::size_t was = message.find(" was: ");
  if (was != std::string::npos && contains(message, "checksum"))
    return {"changesets check sum", problem.change_set + before(message.substr(was), ";")};
  if (message.starts_with("the changeset has the same id, author and path"))
    return {"changesets had duplicate identifiers", problem.change_set};
  if (message.starts_with(preconditions_failed))
    return {"preconditions failed",
            problem.where.file + " : " + message.substr(preconditions_failed.size())};
  return {"changes have validation failures",
          message + (problem.change_set.empty() ? "" : ", " + problem.change_set)};
}

void add_groups(std::vector<std::string>& lines, const std::vector<Problem>& problems) {
  std::vector<std::string_view> order;
  std::map<std::string_view, std::vector<std::string>> groups;
  for (const Problem& problem : problems) {
    Grouped one = grouped(problem);
    if (groups[one.heading].empty()) order.push_back(one.heading);
    groups[one.heading].push_back(std::move(one.line));
  }
  for (const std::string_view heading : order) {
    const auto& group = groups[heading];
    lines.push_back("     " + std::to_string(group.size()) + " " + std::string(heading));
    const bool is_flat = heading == "preconditions failed";
    if (is_flat) lines.emplace_back("     Preconditions Failed");
    for (const std::string& line : group)
      lines.push_back((is_flat ? "     " : std::string(deep)) + line);
  }
}

std::vector<std::string> of_changelog(const ValidationFailed& error) {
  const Problem& first = error.problems().front();
  if (dynamic_cast<const RollbackRefused*>(&error) != nullptr)
    return {std::string(beginning) + first.message};
  if (first.change_set.empty() && first.where.line > 0 &&
      !first.message.starts_with(preconditions_failed))
    return {std::string(beginning) + "Error parsing line " + std::to_string(first.where.line) +
            " column " + std::to_string(first.where.column) + " of " + first.where.file + ": " +
            first.message};
  std::vector<std::string> lines{std::string(beginning) + "Validation Failed:"};
  add_groups(lines, error.problems());
  return lines;
}

/// `… [42P01]; statement 3: SELECT …` as `… [Failed SQL: (42P01) SELECT …]`; nothing where it is no
/// message of a database.
std::string database_reason(const std::string& message) {
  const std::size_t statement = message.find("; statement ");
  const std::size_t sql = message.find(": ", statement);
  if (statement == std::string::npos || sql == std::string::npos) return "";
  const std::string words = message.substr(0, statement);
  const std::size_t state = words.ends_with(']') ? words.rfind(" [") : std::string::npos;
  const std::string code =
      state == std::string::npos ? "0" : words.substr(state + 2, words.size() - state - 3);
  return "liquibase.exception.DatabaseException: " + words.substr(0, state) + " [Failed SQL: (" +
         code + ") " + message.substr(sql + 2) + "]";
}

std::vector<std::string> of_change_set(const ChangeSetFailed& error) {
  const std::string message = error.what();
  const std::string heading =
      std::string(beginning) + "Migration failed for changeset " + error.change_set() + ":";
  if (message.starts_with(preconditions_failed))
    return {heading, "     Reason: ",
            std::string(deep) + before(error.change_set(), "::") + " : " +
                message.substr(preconditions_failed.size()),
            "  - Caused by: Preconditions Failed"};
  const std::string reason = database_reason(message);
  return {heading, "     Reason: " + (reason.empty() ? message : reason)};
}

/// Of several arguments that are missing, the one that Liquibase names.
std::string named_first(const std::string& message) {
  const std::string name =
      contains(message, "'--changelog-file'")
          ? "'--changelog-file'"
          : message.substr(message.find('\''),
                           message.find('\'', message.find('\'') + 1) - message.find('\'') + 1);
  return "Invalid argument " + name + ": missing required argument";
}

/// The words of a wrong command line; nothing for another error.
std::string of_command_line(const Error& error) {
  std::string message = before(error.what(), ";");
  if (message.starts_with("Unexpected argument(s): ")) return before(message, " is ");
  if (message.starts_with("Invalid arguments ")) message = named_first(message);
  if (message.starts_with("Invalid argument ") && message.ends_with("' is no number that fits")) {
    const std::string value = message.substr(message.find(": '") + 3);
    return "Error parsing command line: For input string: \"" + before(value, "' is no") + "\"";
  }
  if (!message.starts_with("Invalid argument ") || !contains(message, "missing")) return "";
  const bool is_of_project =
      contains(message, "'--url'") || contains(message, "'--changelog-file'");
  return "Error parsing command line: " + message +
         (is_of_project ? ". If you need to configure new liquibase project files and arguments, "
                          "run the 'liquibase init project' command."
                        : "");
}

std::vector<std::string> reason_of(const Error& error) {
  if (const auto* const failed = dynamic_cast<const ChangeSetFailed*>(&error))
    return of_change_set(*failed);
  if (const auto* const invalid = dynamic_cast<const ValidationFailed*>(&error))
    return of_changelog(*invalid);
  if (dynamic_cast<const DatabaseError*>(&error) != nullptr)
    return {std::string(beginning) + error.what()};
  if (std::string_view(error.what()).starts_with(preconditions_failed)) {
    std::vector<std::string> lines{std::string(beginning) + "Validation Failed:"};
    add_groups(lines, {{error.where(), error.what(), {}}});
    return lines;
  }
  // What to do stands behind the reason, and in our own line.
  return {std::string(beginning) + before(error.what(), "; ")};
}

}  // namespace

Wording wording_of_name(std::string_view program) {
  const std::size_t slash = program.rfind('/');
  if (slash != std::string_view::npos) program.remove_prefix(slash + 1);
  return program == "liquibase" ? Wording::liquibase : Wording::own;
}

std::vector<std::string> lines_of_start(Wording wording) {
  if (wording == Wording::own) return {};
  return {"Starting Liquibase at " + time_of_day() + " (version " + std::string(liquibase_version) +
              " by ebbtide " + std::string(program_version) + ")",
          line_of_version()};
}

std::string line_of_success(Wording wording, std::string_view command) {
  return (wording == Wording::own ? "Ebbtide command '" : "Liquibase command '") +
         std::string(command) + "' was executed successfully.";
}

std::string line_of_update(Wording wording, std::string_view word, long long rows) {
  return (wording == Wording::own ? "Ebbtide: " : "Liquibase: ") + std::string(word) +
         " has been successful. Rows affected: " + std::to_string(rows);
}

std::string line_of_no_run(Wording wording) {
  return wording == Wording::own ? "Ebbtide did not run because 'should-run' was set to false"
                                 : "Liquibase did not run because '--should-run' was set to false";
}

std::vector<std::string> lines_of_failure(Wording wording, const Error& error) {
  if (wording == Wording::own) return {};
  if (const std::string line = of_command_line(error); !line.empty())
    return {line, "",
            "For detailed help, try 'liquibase --help' or 'liquibase <command-name> --help'"};
  std::vector<std::string> lines{""};
  for (std::string& line : reason_of(error)) lines.push_back(std::move(line));
  lines.emplace_back();
  lines.emplace_back("For more information, please use the --log-level flag");
  return lines;
}

std::string line_of_version() { return "Liquibase Version: " + std::string(liquibase_version); }

}  // namespace ebbtide
