#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ebbtide::flyway {

/// A key without `flyway.` before it, and its value.
struct Setting {
  std::string key;
  std::string value;
  friend bool operator==(const Setting&, const Setting&) = default;
};
using Settings = std::vector<Setting>;
using Variables = std::vector<std::pair<std::string, std::string>>;

/// Where a setting is given twice, the later one counts; nullptr where nobody gave it. The key to
/// the letter.
const std::string* find_setting(const Settings& settings, std::string_view key);

/// The settings of a flyway.conf. A backslash is a letter, but for one at the end of a line that
/// goes on in the next. `${NAME}` is the environment variable, or nothing. Keys that do not begin
/// with `flyway.` are somebody else's.
Settings settings_of_conf(std::string_view text, const Variables& environment);

/// The settings of a flyway.toml: tables and arrays become `a.b` and lists. Keys outside of
/// [flyway] and [environments] stay as they are written. `${env.NAME}` is the environment variable.
/// Throws Failure, with the place, for what is no TOML.
Settings settings_of_toml(std::string_view text, const std::string& file,
                          const Variables& environment);

/// Of environment variables, as far as they are Flyway's: FLYWAY_PLACEHOLDERS_WHO is
/// placeholders.who.
Settings settings_of_environment(const Variables& environment);

/// What stands behind `ebbtide flyway`.
struct CommandLine {
  Settings settings;               ///< `-url=…`, whether there is such an option or not
  std::vector<std::string> flags;  ///< `-X`, without the dash
  std::vector<std::string> verbs;  ///< in their order, as they stand there
};
/// Throws Failure for a flag that there is not, or blanks around a `=`.
CommandLine read_command_line(const std::vector<std::string>& arguments);

}  // namespace ebbtide::flyway
