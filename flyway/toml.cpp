// TOML for configurations: no tree is made, since all that is asked for is a key with dots and a
// text. A table is a beginning of keys, an array its values with commas, which is how Flyway writes
// a list on the command line, so that nothing behind this knows which file a setting came from. A
// value with a comma in an array is two values then, as it would be there.
//
// Dates and numbers are not understood but kept as they are written; what is neither, nor a boolean
// nor in quotes, is an error with its line. The text of an array of tables (`[[x]]`) is read, and
// the later one counts.
#include "flyway/toml.h"

#include <algorithm>

#include "flyway/failure.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide::flyway {
namespace {

/// A date may have a blank before its time.
bool is_number_or_date(std::string_view value) {
  if (value.empty() || !(is_digit(value.front()) || value.front() == '+' || value.front() == '-'))
    return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool is_blank = value[i] == ' ' && i + 1 < value.size() && is_digit(value[i + 1]);
    if (!is_blank && !is_word(value[i]) && !contains("+-.:", value.substr(i, 1))) return false;
  }
  return true;
}

class TomlReader {
 public:
  TomlReader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  std::vector<TomlValue> all() {
    std::string table;
    for (skip_lines(); at_ < text_.size(); skip_lines()) {
      if (take('[')) {
        const bool is_array = take('[');
        skip_blanks();
        table = key();
        require(']');
        if (is_array) require(']');
      } else {
        pair(table);
      }
      end_line();
    }
    return std::move(values_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    const auto line =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n') + 1;
    throw Failure(configuration_code, file_ + ":" + std::to_string(line) + ": " + what);
  }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool take(char c) {
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void require(char c) {
    skip_blanks();
    if (!take(c)) fail(std::string("expected '") + c + "'");
  }
  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }
  void skip_comment() {
    if (peek() == '#') at_ = std::min(text_.find('\n', at_), text_.size());
  }
  void skip_lines() {
    while (at_ < text_.size() && (is_space(peek()) || peek() == '#')) {
      peek() == '#' ? skip_comment() : void(++at_);
    }
  }
  void end_line() {
    skip_blanks();
    skip_comment();
    if (peek() == '\r') ++at_;
    if (at_ < text_.size() && !take('\n')) fail("expected the end of the line");
  }

  std::string key() {
    std::string whole;
    do {
      skip_blanks();
      if (!whole.empty()) whole += '.';
      if (peek() == '"' || peek() == '\'') {
        whole += string();
      } else {
        const std::size_t begin = at_;
        while (is_word(peek()) || peek() == '-') ++at_;
        if (at_ == begin) fail("expected a key");
        whole += text_.substr(begin, at_ - begin);
      }
      skip_blanks();
    } while (take('.'));
    return whole;
  }

  void pair(const std::string& table) {
    std::string name = key();
    if (!table.empty()) name = table + "." + name;
    require('=');
    skip_blanks();
    if (peek() == '{') return inline_table(name);
    values_.push_back({std::move(name), peek() == '[' ? array() : scalar()});
  }

  void inline_table(const std::string& name) {
    require('{');
    skip_blanks();
    if (take('}')) return;
    do {
      skip_blanks();
      pair(name);
      skip_blanks();
    } while (take(','));
    require('}');
  }

  std::string array() {
    require('[');
    std::vector<std::string> all;
    for (skip_lines(); !take(']'); skip_lines()) {
      if (at_ >= text_.size()) fail("the array has no end");
      all.push_back(peek() == '[' ? array() : scalar());
      skip_lines();
      if (!take(',') && peek() != ']') fail("expected ',' or ']'");
    }
    return join(all, ",");
  }

  std::string scalar() {
    if (peek() == '"' || peek() == '\'') return string();
    const std::size_t begin = at_;
    while (at_ < text_.size() && !contains(",]}#\n\r", std::string_view(&text_[at_], 1))) ++at_;
    const std::string_view value = trim(text_.substr(begin, at_ - begin));
    const bool is_boolean = value == "true" || value == "false";
    if (!is_boolean && !is_number_or_date(value)) fail("expected a value; texts stand in quotes");
    return std::string(value);
  }

  std::string string() {
    const char mark = peek();
    const std::string three(3, mark);
    const bool is_long = take(three);
    const std::string close = is_long ? three : std::string(1, mark);
    if (!is_long) ++at_;
    if (is_long && peek() == '\r') ++at_;
    if (is_long) take('\n');
    std::string value;
    while (!take(close)) {
      if (at_ >= text_.size() || (!is_long && peek() == '\n')) fail("the text has no end");
      if (mark == '"' && peek() == '\\') {
        ++at_;
        escape(value);
      } else {
        value += text_[at_++];
      }
    }
    return value;
  }

  void escape(std::string& value) {
    const char c = text_.substr(at_).empty() ? '\0' : text_[at_++];
    constexpr std::string_view letters = "btnfr\"\\", meant = "\b\t\n\f\r\"\\";
    if (const std::size_t i = letters.find(c); i != std::string_view::npos) {
      value += meant[i];
    } else if (c == 'u' || c == 'U') {
      const std::size_t digits = c == 'u' ? 4 : 8;
      append_utf8(value, code(text_.substr(at_, digits), digits));
      at_ += digits;
    } else if (is_space(c)) {
      while (is_space(peek())) ++at_;
    } else {
      fail("there is no such escape");
    }
  }

  char32_t code(std::string_view hex_digits, std::size_t digits) const {
    if (hex_digits.size() < digits) fail("the escape has too few digits");
    char32_t letter = 0;
    for (const char c : lower(hex_digits)) {
      const bool is_letter_digit = c >= 'a' && c <= 'f';
      if (!is_digit(c) && !is_letter_digit) fail("expected a hex digit");
      letter = letter * 16 + static_cast<char32_t>(is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return letter;
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::vector<TomlValue> values_;
};

}  // namespace

std::vector<TomlValue> parse_toml(std::string_view text, const std::string& file) {
  return TomlReader(text, file).all();
}

}  // namespace ebbtide::flyway
