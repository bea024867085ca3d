// What of docs/ is drawn from the tables of commands and options. Options that several commands
// share are said once.
#include "cli/help/markdown.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/help.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

void write_option(std::ostream& out, std::string_view name, const Command* command) {
  const Option& option = *find_option_named(name);
  out << "- `" << with_value(option) << "`: " << option.doc;
  if (command != nullptr) out << mark_of_requirement(*command, name);
  if (!option.fallback.empty()) out << " [" << option.fallback << "]";
  out << "\n";
}

void write_command(std::ostream& out, const Command& command) {
  out << "## " << command.name << "\n\n" << command.summary << ".\n\n";
  const std::string word = word_of(command);
  out << "Usage: `ebbtide " << command.name << " [OPTIONS]" << (word.empty() ? "" : " " + word)
      << "`\n\n";
  for (const std::string_view name : command.own_options()) write_option(out, name, &command);
  if (!command.own_options().empty()) out << "\n";
  std::vector<std::string> needed;
  for (const Requirement& one : command.requirements()) {
    if (const auto shared = command.shared_options();
        std::find(shared.begin(), shared.end(), one.option) != shared.end())
      needed.push_back("`--" + std::string(one.option) + "`");
  }
  if (!needed.empty()) out << "Needs " << join(needed, " and ") << ".\n\n";
  out << "```sh\n" << command.example << "\n```\n\n";
}

void write_shared(std::ostream& out) {
  out << "## Options of all commands on a database or a changelog\n\n";
  // A command that needs a changelog shares all there are to share.
  const Command& command = command_named("update");
  for (const std::string_view name : command.shared_options()) write_option(out, name, nullptr);
  out << "\nOptions of every command: [options](options.md).\n";
}

std::string effect_of(const Option& option) {
  switch (option.effect) {
    case OptionEffect::works:
      return "works";
    case OptionEffect::none:
      return "no effect";
    case OptionEffect::refused:
      return "refused";
  }
  return "";
}

void write_row(std::ostream& out, const Option& option) {
  std::string meaning = replace_all(option.doc, "|", "\\|");
  if (!option.fallback.empty()) meaning += " [" + std::string(option.fallback) + "]";
  for (const std::string_view alias : option.aliases) {
    if (!alias.empty()) meaning += " (also `--" + std::string(alias) + "`)";
  }
  out << "| `--" << option.name << "` | `" << variable_of(option) << "` | `" << property_of(option)
      << "` | " << effect_of(option) << " | " << meaning << " |\n";
}

template <class IsMeant>
void write_table(std::ostream& out, std::string_view title, const IsMeant& is_meant) {
  out << "## " << title
      << "\n\n| option | variable | property | here | meaning |\n|---|---|---|---|---|\n";
  for (const Option& option : all_options()) {
    if (is_meant(option)) write_row(out, option);
  }
  out << "\n";
}

}  // namespace

void write_commands_markdown(std::ostream& out) {
  out << "# Commands\n\n";
  for (const Command& command : commands()) write_command(out, command);
  write_shared(out);
}

void write_options_markdown(std::ostream& out) {
  out << "# Options\n\n"
         "How a value is found, and what `ebbtide config` shows of it: "
         "[configuration](configuration.md). A property may also be written without "
         "`liquibase.command.` or `liquibase.`, and with dashes: `changelogFile`, "
         "`changelog-file`.\n\n";
  write_table(out, "Options of every command", counts_everywhere);
  write_table(out, "Options of single commands", [](const Option& option) {
    return option.scope == OptionScope::command && option.effect != OptionEffect::refused;
  });
  write_table(out, "Options of Liquibase without effect here", [](const Option& option) {
    return option.scope == OptionScope::global && option.effect == OptionEffect::none;
  });
  out << "Options of Liquibase's commands that are not here may stand in properties files and "
         "variables, and the older of them before any command: ";
  std::string_view separator;
  for (const Option& option : all_options()) {
    if (option.scope != OptionScope::elsewhere) continue;
    out << std::exchange(separator, ", ") << "`--" << option.name << "`";
  }
  out << ".\n\n";
  write_table(out, "Options of Liquibase that are refused",
              [](const Option& option) { return option.effect == OptionEffect::refused; });
}

}  // namespace ebbtide
