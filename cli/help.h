#pragma once

#include <ostream>

#include "cli/commands.h"

namespace ebbtide {

/// The commands and the options for all of them.
void write_help(std::ostream& out);
/// One command with its options.
void write_help(std::ostream& out, const Command& command);

}  // namespace ebbtide
