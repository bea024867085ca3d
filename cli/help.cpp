// All of the help comes from the tables: commands, options, change types and preconditions. Nothing
// is said here that could be forgotten when a row is added. What `help commands`, `help changes`
// and `help preconditions` say with --format=markdown is what docs/ has; `make docs` writes it, and
// a test compares it.
#include "cli/help.h"

#include <algorithm>
#include <iomanip>
#include <utility>

#include "changelog/change_types.h"
#include "changelog/precondition.h"
#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/reference.h"
#include "database/drivers.h"
#include "text/enumeration.h"
#include "text/error.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

void write_option(std::ostream& out, const Option& option) {
  const std::string name =
      "--" + std::string(option.name) + (option.kind == OptionKind::flag ? "" : "=VALUE");
  out << "  " << std::left << std::setw(44) << name << option.doc;
  if (!option.fallback.empty()) out << " [" << option.fallback << "]";
  out << "\n";
}

bool counts_everywhere(const Option& option) {
  return option.scope == OptionScope::global && option.effect == OptionEffect::works;
}

void write_global_options(std::ostream& out) {
  for (const Option& option : all_options()) {
    if (counts_everywhere(option)) write_option(out, option);
  }
}

void write_list_entry(std::ostream& out, std::string_view name, std::string_view summary) {
  out << "  " << std::left << std::setw(32) << name << summary << "\n";
}

/// All declarations of a kind: their names, or as Markdown all there is to know of each.
template <class Type>
void write_all(std::ostream& out, std::string_view title, std::span<const Type* const> types,
               bool markdown) {
  out << (markdown ? "# " : "") << title << (markdown ? "\n\n" : ":\n");
  for (const Type* const type : types) {
    if (markdown) {
      write_markdown(out, describe(*type));
    } else {
      write_list_entry(out, type->name, type->doc);
    }
  }
}

template <class Type>
void write_one(std::ostream& out, std::string_view kind, std::span<const Type* const> types,
               const std::string& name, bool markdown) {
  const auto found = std::find_if(types.begin(), types.end(),
                                  [&](const Type* type) { return type->name == name; });
  if (found == types.end()) {
    std::vector<std::string_view> names;
    for (const Type* const type : types) names.push_back(type->name);
    const std::string near = suggestion(name, names);
    throw UsageError(
        "There is no " + std::string(kind) + " '" + name + "'" +
        (near.empty() ? "; 'ebbtide help " + std::string(kind) + "s' lists all" : near));
  }
  const ReferenceEntry entry = describe(**found);
  markdown ? write_markdown(out, entry) : write_text(out, entry);
}

/// The help on one kind of declaration. Returns whether `words` ask for it.
template <class Type>
bool write_topic(std::ostream& out, std::string_view kind, std::string_view title,
                 std::span<const Type* const> types, std::span<const std::string> words,
                 bool markdown) {
  const bool one = words.front() == kind;
  if (one && words.size() == 2) {
    write_one(out, kind, types, words[1], markdown);
    return true;
  }
  const bool all = words.size() == 1 && (one || words.front() == std::string(kind) + "s");
  if (all) write_all(out, title, types, markdown);
  return all;
}

void write_commands_markdown(std::ostream& out) {
  out << "# Commands\n\n";
  for (const Command& command : commands()) {
    out << "## " << command.name << "\n\n" << command.summary << ".\n\n";
    for (const std::string_view name : command.all_options())
      out << "- `--" << name << "`: " << find_option_named(name)->doc << "\n";
    out << "\n";
  }
  out << "## Options for all commands\n\n";
  for (const Option& option : all_options()) {
    if (counts_everywhere(option)) out << "- `--" << option.name << "`: " << option.doc << "\n";
  }
  out << "\n## Options of Liquibase without effect here\n\n";
  for (const Option& option : all_options()) {
    if (option.effect == OptionEffect::none && option.scope == OptionScope::global)
      out << "- `--" << option.name << "`: " << option.doc << "\n";
  }
  out << "\nOptions of Liquibase's commands that are not here may stand in properties files and "
         "variables, and the older of them before any command: ";
  std::string_view separator;
  for (const Option& option : all_options()) {
    if (option.scope != OptionScope::elsewhere) continue;
    out << std::exchange(separator, ", ") << "`--" << option.name << "`";
  }
  out << ".\n\n## Options of Liquibase that are refused\n\n";
  for (const Option& option : all_options()) {
    if (option.effect == OptionEffect::refused)
      out << "- `--" << option.name << "` " << option.doc << "\n";
  }
}

}  // namespace

void write_help(std::ostream& out) {
  out << "Runs Liquibase changelogs on " << enumerated(product_names())
      << ".\n\n"
         "Usage: ebbtide [OPTIONS] COMMAND [OPTIONS] [-Dname=value ...]\n\nCommands:\n";
  for (const Command& command : commands()) write_list_entry(out, command.name, command.summary);
  out << "\nOptions for all commands:\n";
  write_global_options(out);
  out << "\nOptions are also read from the environment (LIQUIBASE_COMMAND_URL, "
         "LIQUIBASE_SEARCH_PATH, …) and from\n"
         "liquibase.properties. 'ebbtide COMMAND --help' shows the options of a command,\n"
         "'ebbtide help changes' and 'ebbtide help preconditions' what a changelog can say,\n"
         "'ebbtide help change createTable' one of them.\n";
}

void write_help(std::ostream& out, const Command& command) {
  out << command.summary << ".\n\nUsage: ebbtide " << command.name << " [OPTIONS]";
  if (!command.positional.empty()) out << " [" << command.positional << "]";
  out << "\n\nOptions:\n";
  for (const std::string_view name : command.all_options())
    write_option(out, *find_option_named(name));
  out << "\nOptions for all commands:\n";
  write_global_options(out);
}

void write_help_on(std::ostream& out, std::span<const std::string> words, std::string_view format) {
  const bool markdown = format == "markdown";
  if (write_topic(out, "change", "Change types", change_types(), words, markdown)) return;
  if (write_topic(out, "precondition", "Preconditions", precondition_types(), words, markdown))
    return;
  if (words.front() == "commands") {
    markdown ? write_commands_markdown(out) : write_help(out);
    return;
  }
  if (words.front() == "exit-codes") return write_exit_codes(out, markdown);
  write_help(out, command_named(words.front()));
}

}  // namespace ebbtide
