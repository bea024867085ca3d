#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "cli/request.h"

namespace ebbtide {

/// What a command needs beside the database.
enum class Needs { database, changelog, changelog_only };

/// An option that a command cannot do without, unless another one stands in for it.
struct Requirement {
  std::string_view option;
  std::string_view instead = {};
};

/// One command, declared once: parsing, help and the run itself are made from it. `options` are
/// those of its own; what it needs brings others, and so do options that name it.
struct Command {
  std::string_view name;
  std::string_view summary;
  Needs needs;
  std::array<std::string_view, 14> options;
  std::string_view positional;  ///< the required option that may be given without its name
  void (*run)(Request& request);
  std::string_view alias = {};
  std::array<Requirement, 3> required = {};  ///< in place of `positional`, where there are some

  /// Whether the command takes an option of the table.
  bool takes(std::string_view option) const;
  /// The options of the command in the order of the table.
  std::vector<std::string_view> all_options() const;
  /// All that it cannot do without, also by what it needs.
  std::vector<Requirement> requirements() const;
};

/// In the order of the help.
std::span<const Command> commands();

/// The command of this name, in Liquibase's old spelling too: `updateSQL`.
const Command* find_command(std::string_view name);
/// The same, throwing UsageError with a suggestion where there is none.
const Command& command_named(std::string_view name);

}  // namespace ebbtide
