#include "cli/help.h"

#include <iomanip>

#include "cli/options.h"

namespace ebbtide {
namespace {

void write_option(std::ostream& out, const Option& option) {
  const std::string name =
      "--" + std::string(option.name) + (option.kind == OptionKind::flag ? "" : "=VALUE");
  out << "  " << std::left << std::setw(44) << name << option.doc;
  if (!option.fallback.empty()) out << " [" << option.fallback << "]";
  out << "\n";
}

void write_global_options(std::ostream& out) {
  for (const Option& option : all_options()) {
    if (option.scope == OptionScope::global) write_option(out, option);
  }
}

}  // namespace

void write_help(std::ostream& out) {
  out << "Runs Liquibase changelogs on PostgreSQL, MySQL, MariaDB and SQLite.\n\n"
         "Usage: ebbtide [OPTIONS] COMMAND [OPTIONS] [-Dname=value ...]\n\nCommands:\n";
  for (const Command& command : commands())
    out << "  " << std::left << std::setw(30) << command.name << command.summary << "\n";
  out << "\nOptions for all commands:\n";
  write_global_options(out);
  out << "\nOptions are also read from the environment (LIQUIBASE_COMMAND_URL, "
         "LIQUIBASE_SEARCH_PATH, …) and from\n"
         "liquibase.properties. 'ebbtide COMMAND --help' shows the options of a command.\n";
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

}  // namespace ebbtide
