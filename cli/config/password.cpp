// Secrets come from many places, and none of them may be told: no message here has a value in it.
// The command for a password is one of the shell, as its users write it for other tools
// (`aws rds generate-db-auth-token …`); it gets no input, and what it says on standard error is
// shown only where it fails.
#include "cli/config/password.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>

#include "text/error.h"

namespace ebbtide {
namespace {

std::string without_line_end(std::string line) {
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string from_stdin(std::istream* in) {
  std::string line;
  if (in != nullptr) std::getline(*in, line);
  return without_line_end(std::move(line));
}

std::string from_file(const Settings& settings) {
  const std::string name = settings.text("password-file");
  std::ifstream input(name, std::ios::binary);
  std::string line;
  if (!input || !std::getline(input, line))
    settings.refuse("password-file",
                    "cannot read a password from the file '" + name +
                        "': " + (input.eof() ? std::string("it is empty") : system_message(errno)));
  return without_line_end(std::move(line));
}

/// The options that give a password, in the order in which they count where they come from one
/// place.
constexpr auto options = std::to_array<std::string_view>(
    {"password-stdin", "password-file", "password-command", "password"});

bool is_given(const Settings& settings, std::string_view option) {
  if (option == "password-stdin") return settings.flag(option);
  return option == "password" ? settings.get(option).has_value() : !settings.text(option).empty();
}

}  // namespace

std::optional<std::string_view> password_option(const Settings& settings) {
  std::optional<std::string_view> found;
  for (const std::string_view option : options) {
    if (!is_given(settings, option)) continue;
    if (!found || settings.source_of(option) < settings.source_of(*found)) found = option;
  }
  return found;
}

std::optional<std::string> given_password(const Settings& settings, std::istream* in,
                                          Interruption& interruption) {
  const auto option = password_option(settings);
  if (!option) return std::nullopt;
  if (*option == "password-stdin") return from_stdin(in);
  if (*option == "password-file") return from_file(settings);
  if (*option == "password") return settings.text("password");
  return settings.made_from("password-command", [&] {
    return password_from_command(settings.text("password-command"), password_command_limit,
                                 interruption);
  });
}

std::optional<std::chrono::seconds> parsed_duration(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  constexpr int most = 7 * 24 * 3600;
  if (error != std::errc{} || number < 0 || number > most) return std::nullopt;
  if (unit.empty() || unit == "s") return std::chrono::seconds(number);
  if (unit == "m") return std::chrono::minutes(number);
  if (unit == "h") return std::chrono::hours(number);
  return std::nullopt;
}

}  // namespace ebbtide
