#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/settings.h"

namespace ebbtide {

/// What to say where several options are missing that a command cannot do without: all of them at
/// once, then lines for the properties file. Empty where no more than one is missing; whoever asks
/// for that one (Settings::required) says so.
struct MissingOptions {
  std::string message;
  std::vector<std::string> lines;
};

/// What the command cannot do without and nobody gave; nothing where at most one is missing, which
/// the command itself then asks for.
MissingOptions missing_options(const Command& command, const Settings& settings);

}  // namespace ebbtide
