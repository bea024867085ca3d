// The size comes from the system, else from COLUMNS and LINES, which shells set for those who
// cannot ask, else it is that of a terminal of old: 80 × 24.
#include "cli/screen/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "text/ascii.h"

namespace ebbtide {
namespace {

using Variables = std::vector<std::pair<std::string, std::string>>;

std::string value_of(const Variables& environment, std::string_view name) {
  const auto found = std::find_if(environment.begin(), environment.end(),
                                  [&](const auto& variable) { return variable.first == name; });
  return found == environment.end() ? "" : found->second;
}

std::size_t number_in(const char* variable, std::size_t otherwise) {
  const char* const text = std::getenv(variable);
  const long number = text == nullptr ? 0 : std::strtol(text, nullptr, 10);
  return number > 0 && number < 10'000 ? static_cast<std::size_t>(number) : otherwise;
}

ScreenSize size_of_process() {
  for (const int stream : {STDERR_FILENO, STDOUT_FILENO}) {
    winsize size{};
    if (isatty(stream) == 1 && ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
      return {size.ws_col, size.ws_row > 0 ? size.ws_row : std::size_t{24}};
  }
  return {number_in("COLUMNS", 80), number_in("LINES", 24)};
}

}  // namespace

Terminal Terminal::of_process() {
  return {isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1, size_of_process};
}

TerminalStyle TerminalStyle::of(const Variables& environment, bool is_terminal) {
  const std::string kind = value_of(environment, "TERM");
  const bool is_dumb = kind.empty() || kind == "dumb";
  const std::string force = value_of(environment, "CLICOLOR_FORCE");
  const bool is_forced = !force.empty() && force != "0";
  const bool is_refused = !value_of(environment, "NO_COLOR").empty();
  std::string locale = value_of(environment, "LC_ALL");
  if (locale.empty()) locale = value_of(environment, "LC_CTYPE");
  if (locale.empty()) locale = value_of(environment, "LANG");
  const std::string encoding = lower(locale);
  return {!is_refused && (is_forced || (is_terminal && !is_dumb)), is_terminal && !is_dumb,
          contains(encoding, "utf-8") || contains(encoding, "utf8")};
}

}  // namespace ebbtide
