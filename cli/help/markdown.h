#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "cli/options.h"

namespace ebbtide {

/// docs/commands.md: every command with its options and an example.
void write_commands_markdown(std::ostream& out);
/// docs/options.md: every option with the names it has elsewhere, and what it does here.
void write_options_markdown(std::ostream& out);

/// Whether the option does something for every command.
bool counts_everywhere(const Option& option);
/// ` [required]`, or which other option stands in for it; empty where the command can do without.
std::string mark_of_requirement(const Command& command, std::string_view option);

}  // namespace ebbtide
