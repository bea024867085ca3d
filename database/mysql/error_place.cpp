// `… near 'FORM t' at line 2`: what is quoted is the rest of the statement from the place on, cut
// after 80 letters. It is looked for from the beginning of that line on. An empty one is the end:
// something is missing there.
#include "database/mysql/error_place.h"

#include <charconv>

namespace ebbtide {

std::optional<std::size_t> mysql_error_place(std::string_view message, std::string_view sql) {
  constexpr std::string_view near = " near '", line = "' at line ";
  const std::size_t begin = message.find(near), end = message.rfind(line);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + near.size())
    return std::nullopt;
  int number = 0;
  const std::string_view digits = message.substr(end + line.size());
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{})
    return std::nullopt;
  std::size_t from = 0;
  for (; number > 1; --number) {
    from = sql.find('\n', from);
    if (from == std::string_view::npos) return std::nullopt;
    ++from;
  }
  const std::string_view shown = message.substr(begin + near.size(), end - begin - near.size());
  if (shown.empty()) return sql.size();
  const std::size_t found = sql.find(shown, from);
  return found == std::string_view::npos ? std::nullopt : std::optional(found);
}

}  // namespace ebbtide
