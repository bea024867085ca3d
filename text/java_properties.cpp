// java.util.Properties, whose rules are older than most files that are read by them. A line that
// ends in an odd number of backslashes goes on in the next one, whose blanks in front do not count;
// only the first of them can be a comment. A key ends at the first blank, `=` or `:`
// without a backslash:
//
//   url = jdbc:sqlite:a.db     url, jdbc:sqlite:a.db
//   path: c:\\data             path, c:\data
//   a\ b c                     `a b`, c
//   # a comment never goes on in the next line, whatever it ends in
//
// Bytes are ISO-8859-1, one letter each; letters beyond are \uXXXX, two of them for a surrogate
// pair.
#include "text/java_properties.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "text/ascii.h"
#include "text/error.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

std::string_view skip_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

/// Whether the line ends in an odd number of backslashes and so goes on.
bool goes_on(std::string_view line) {
  std::size_t slashes = 0;
  while (slashes < line.size() && line[line.size() - 1 - slashes] == '\\') ++slashes;
  return slashes % 2 == 1;
}

/// Gives logical lines: comments and empty lines left out, continued lines joined.
class LogicalLines {
 public:
  explicit LogicalLines(std::string_view text) : rest_(text) {}

  int number() const { return first_; }

  std::optional<std::string> next() {
    while (auto line = take()) {
      const std::string_view content = skip_blanks(*line);
      if (content.empty() || content.front() == '#' || content.front() == '!') continue;
      first_ = line_;
      std::string whole(content);
      while (goes_on(whole)) {
        whole.pop_back();
        const auto more = take();
        if (!more) break;
        whole += skip_blanks(*more);
      }
      return whole;
    }
    return std::nullopt;
  }

 private:
  std::optional<std::string_view> take() {
    if (rest_.empty()) return std::nullopt;
    ++line_;
    const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end);
    rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, rest_.size()));
    return line;
  }

  std::string_view rest_;
  int line_ = 0;
  int first_ = 0;
};

char32_t take_code(std::string_view& rest, const Position& where) {
  unsigned code = 0;
  const std::string_view digits = rest.substr(0, 4);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  if (digits.size() < 4 || error != std::errc{} || end != digits.data() + 4) {
    throw Error("'\\u' must be followed by four hex digits", where);
  }
  rest.remove_prefix(4);
  return code;
}

bool is_high(char32_t code) { return code >= 0xD800 && code < 0xDC00; }
bool is_low(char32_t code) { return code >= 0xDC00 && code < 0xE000; }

/// Half of a letter alone is none; Java writes it as a question mark.
char32_t take_letter(std::string_view& rest, const Position& where) {
  const char32_t code = take_code(rest, where);
  if (!is_high(code) && !is_low(code)) return code;
  std::string_view behind = rest;
  if (!is_high(code) || !behind.starts_with("\\u")) return U'?';
  behind.remove_prefix(2);
  const char32_t low = take_code(behind, where);
  if (!is_low(low)) return U'?';
  rest = behind;
  return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
}

std::string unescape(std::string_view rest, const Position& where) {
  std::string text;
  while (!rest.empty()) {
    const char c = rest.front();
    rest.remove_prefix(1);
    if (c != '\\' || rest.empty()) {
      append_utf8(text, static_cast<unsigned char>(c));
      continue;
    }
    const char escaped = rest.front();
    rest.remove_prefix(1);
    switch (escaped) {
      case 't':
        text += '\t';
        break;
      case 'n':
        text += '\n';
        break;
      case 'r':
        text += '\r';
        break;
      case 'f':
        text += '\f';
        break;
      case 'u':
        append_utf8(text, take_letter(rest, where));
        break;
      default:
        append_utf8(text, static_cast<unsigned char>(escaped));
    }
  }
  return text;
}

bool has_letters_beyond_ascii(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Where the key ends: the first blank, `=` or `:` that is not escaped.
std::size_t key_size(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (is_blank(line[i]) || line[i] == '=' || line[i] == ':') {
      return i;
    }
  }
  return line.size();
}

}  // namespace

std::vector<JavaProperty> parse_java_properties(std::string_view bytes, const std::string& file) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  std::vector<JavaProperty> properties;
  LogicalLines lines(bytes);
  while (const auto line = lines.next()) {
    const Position where{file, lines.number(), 1};
    const std::size_t size = key_size(*line);
    std::string_view rest = skip_blanks(std::string_view(*line).substr(size));
    if (rest.starts_with('=') || rest.starts_with(':')) rest = skip_blanks(rest.substr(1));
    properties.push_back({unescape(std::string_view(*line).substr(0, size), where),
                          unescape(rest, where), lines.number(),
                          has_letters_beyond_ascii(*line) && is_utf8(*line)});
  }
  return properties;
}

std::string warning_of_utf8(const JavaProperty& property) {
  return "the line of '" + property.key +
         "' has letters beyond ASCII in UTF-8, and properties files are read as ISO-8859-1, as by "
         "Liquibase, so that each becomes several letters; write them as \\u00e4";
}

}  // namespace ebbtide
