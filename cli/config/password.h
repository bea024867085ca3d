#pragma once

#include <chrono>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "cli/settings.h"
#include "database/interruption.h"

namespace ebbtide {

/// The password that the settings give, by whichever of their options: the one from the closest
/// place counts, and of several from one place the first of --password-stdin, --password-file,
/// --password-command and --password. Nothing where there is none. Throws UsageError for a file
/// that cannot be read and a command that fails or writes nothing.
std::optional<std::string> given_password(const Settings& settings, std::istream* in,
                                          Interruption& interruption);

/// Which of them that is; nothing where there is none.
std::optional<std::string_view> password_option(const Settings& settings);

/// How long a command for a password may take.
constexpr std::chrono::seconds password_command_limit{60};

/// The first line that a command of the shell writes. Throws UsageError where it fails, with what
/// it says on standard error, where it writes nothing, and where it takes longer than `limit`;
/// Interrupted where the end is asked for. It ends in each case.
std::string password_from_command(const std::string& command, std::chrono::seconds limit,
                                  const Interruption& interruption);

/// Whether somebody can be asked: standard input and standard error are a terminal.
bool can_ask();

/// Asks for the password on the terminal, which does not show what is typed. Throws Interrupted.
std::string asked_password(const std::string& database, const Interruption& interruption);

/// A time such as `30`, `30s`, `2m` or `1h`; nothing for what is none.
std::optional<std::chrono::seconds> parsed_duration(std::string_view text);

}  // namespace ebbtide
