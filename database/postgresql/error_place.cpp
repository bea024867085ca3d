// libpqxx hands on the place of syntax errors alone, but libpq's message shows every place:
//
//   ERROR:  syntax error at or near "FORM"
//   LINE 3: ...a, b, c FORM t WHERE x = 'ä' AND ...
//                      ^
//
// The line is a window of the statement's line: long ones are cut with dots at either end, tabs are
// blanks, and the caret counts letters, not bytes. So the window is looked for in that line, first
// as it stands, since a statement may have dots of its own, then without the dots.
#include "database/postgresql/error_place.h"

#include <algorithm>
#include <charconv>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view label = "LINE ", dots = "...";

/// The offset of a letter, counted from 0.
std::size_t offset_of(std::string_view text, std::size_t letter) {
  std::size_t at = 0;
  for (; letter > 0 && at < text.size(); --letter) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

/// The line with this number, and where it begins.
std::pair<std::string_view, std::size_t> line_of(std::string_view text, int number) {
  std::size_t begin = 0;
  for (; number > 1; --number) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {{}, text.size()};
    begin = end + 1;
  }
  return {text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin), begin};
}

/// What the message shows of the line, and the offset in it that the caret points to.
struct Shown {
  std::string_view text;
  std::size_t at;
};

std::optional<std::size_t> find_shown(std::string_view line, const Shown& shown) {
  const std::string plain = replace_all(line, "\t", " ");
  const std::size_t found = plain.find(shown.text);
  return found == std::string::npos ? std::nullopt : std::optional(found + shown.at);
}

/// With the dots at either end taken for dots.
std::optional<std::size_t> find_cut(std::string_view line, Shown shown) {
  if (const auto whole = find_shown(line, shown)) return whole;
  if (shown.text.ends_with(dots) && shown.at + dots.size() <= shown.text.size())
    shown.text.remove_suffix(dots.size());
  if (const auto found = find_shown(line, shown)) return found;
  if (!shown.text.starts_with(dots) || shown.at < dots.size()) return std::nullopt;
  shown.text.remove_prefix(dots.size());
  shown.at -= dots.size();
  return find_shown(line, shown);
}

}  // namespace

std::optional<std::size_t> postgresql_error_place(std::string_view message, std::string_view sql) {
  const auto lines = split(message, '\n');
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!lines[i].starts_with(label) || trim(lines[i + 1]) != "^") continue;
    int number = 0;
    const char* const digits = lines[i].data() + label.size();
    const auto [end, error] = std::from_chars(digits, lines[i].data() + lines[i].size(), number);
    const auto prefix = static_cast<std::size_t>(end - lines[i].data()) + 2;
    const std::size_t caret = lines[i + 1].find('^');
    if (error != std::errc{} || caret < prefix || lines[i].size() < prefix) return std::nullopt;
    const std::string_view text = lines[i].substr(prefix);
    const auto [line, begin] = line_of(sql, number);
    const auto found = find_cut(line, {text, offset_of(text, caret - prefix)});
    return found ? std::optional(begin + *found) : std::nullopt;
  }
  return std::nullopt;
}

std::string postgresql_one_line(std::string_view message) {
  std::string text;
  for (const std::string_view line : split(message, '\n')) {
    const std::string_view words = trim(line);
    if (words.empty() || words.starts_with("LINE ") || words == "^") continue;
    if (!text.empty()) text += "; ";
    for (const std::string_view severity : {"ERROR:  ", "FATAL:  "}) {
      if (text.empty() && words.starts_with(severity)) text = words.substr(severity.size());
    }
    if (text.empty() || text.ends_with("; ")) text += words;
  }
  return text;
}

}  // namespace ebbtide
