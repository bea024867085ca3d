#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace ebbtide {

/// An option that a command has another default for on many databases.
struct FleetDefault {
  std::string_view option;
  std::string_view value;
};

/// A command of the table of commands that can work on many databases. To add one: a row here. What
/// it does on each of them is what it does on one; how the database stands then is asked behind it.
struct FleetCommand {
  std::string_view name;
  /// Begins no more once one has failed, unless --stop-after says otherwise.
  bool stops_at_failure;
  std::string_view changed = "applied";  ///< what the changesets are that it has changed
  FleetDefault otherwise = {};
  /// It counts from where a database is, so that to do it twice is to do more.
  bool counts = false;
  bool is_whole = false;  ///< one transaction unless --atomic says otherwise
  /// Options that only one database can have: files that each would write anew.
  std::string_view of_one = {};
};

constexpr FleetDefault without_summary{"show-summary", "OFF"};

constexpr std::array fleet_commands{
    FleetCommand{"update", true, "applied", without_summary},
    FleetCommand{"update-count", true, "applied", without_summary, true},
    FleetCommand{"update-to-tag", true, "applied", without_summary},
    FleetCommand{"rollback", true, "undone", {}, false, true},
    FleetCommand{"rollback-count", true, "undone", {}, true, true},
    FleetCommand{"rollback-to-date", true, "undone", {}, false, true},
    FleetCommand{"tag", true},
    FleetCommand{"status", false, "applied", {"verbose", "false"}},
    FleetCommand{"validate", false},
    FleetCommand{"drift", false, "applied", {}, false, false, "fix fix-file"},
    FleetCommand{
        "lint", false, "applied", {}, false, false, "output write-baseline list-rules explain"},
};

/// Null where the command works on one database only.
constexpr const FleetCommand* find_fleet_command(std::string_view name) {
  const auto* const found =
      std::find_if(fleet_commands.begin(), fleet_commands.end(),
                   [&](const FleetCommand& command) { return command.name == name; });
  return found == fleet_commands.end() ? nullptr : found;
}

namespace detail {

constexpr std::size_t names_size() {
  std::size_t size = 0;
  for (const FleetCommand& command : fleet_commands) size += command.name.size() + 1;
  return size;
}
constexpr std::array<char, names_size()> joined_names() {
  std::array<char, names_size()> text{};
  std::size_t at = 0;
  for (const FleetCommand& command : fleet_commands) {
    for (const char letter : command.name) text[at++] = letter;
    text[at++] = ' ';
  }
  return text;
}
inline constexpr auto names_text = joined_names();

}  // namespace detail

/// Their names with blanks between them, as a row of the options has them.
inline constexpr std::string_view fleet_command_names(detail::names_text.data(),
                                                      detail::names_text.size() - 1);

}  // namespace ebbtide
