#include "sql/words.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Letters of names: also `$`, `#`, `@` and all beyond ASCII.
bool is_name_letter(char c) {
  return is_word(c) || c == '$' || c == '#' || c == '@' || static_cast<unsigned char>(c) >= 128;
}

class Scanner {
 public:
  explicit Scanner(std::string_view sql) : sql_(sql) {}

  std::vector<SqlWord> scan(std::size_t most) {
    std::vector<SqlWord> words;
    while (words.size() < most && skip_blanks()) words.push_back(read());
    return words;
  }

 private:
  bool starts(std::string_view text) const { return sql_.substr(at_).starts_with(text); }

  void skip_past(std::string_view end) {
    const std::size_t found = sql_.find(end, at_);
    at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
  }

  /// Whether there is something behind the blanks and comments.
  bool skip_blanks() {
    while (at_ < sql_.size()) {
      if (is_space(sql_[at_])) {
        ++at_;
      } else if (starts("--") || starts("#")) {
        skip_past("\n");
      } else if (starts("/*!") || starts("/*M!")) {
        skip_past("!");
        while (at_ < sql_.size() && is_digit(sql_[at_])) ++at_;
      } else if (starts("/*")) {
        skip_past("*/");
      } else if (starts("*/")) {
        at_ += 2;
      } else {
        return true;
      }
    }
    return false;
  }

  SqlWord read() {
    const char c = sql_[at_];
    if (c == '`' || c == '"') return {SqlWord::Kind::name, read_quoted(c)};
    if (c == '\'') return {SqlWord::Kind::text, read_quoted(c)};
    if (!is_name_letter(c)) return {SqlWord::Kind::sign, std::string(1, sql_[at_++])};
    const std::size_t begin = at_;
    while (at_ < sql_.size() && is_name_letter(sql_[at_])) ++at_;
    return {SqlWord::Kind::word, std::string(sql_.substr(begin, at_ - begin))};
  }

  /// A doubled quote stands for itself.
  std::string read_quoted(char quote) {
    std::string text;
    for (++at_; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == quote) {
        if (at_ + 1 >= sql_.size() || sql_[at_ + 1] != quote) break;
        ++at_;
      }
      text += sql_[at_];
    }
    at_ = std::min(at_ + 1, sql_.size());
    return text;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<SqlWord> sql_words(std::string_view sql, std::size_t most) {
  return Scanner(sql).scan(most);
}

bool SqlWords::sees(std::string_view word, std::size_t ahead) const {
  if (at_ + ahead >= words_.size()) return false;
  const SqlWord& next = words_[at_ + ahead];
  const bool counts = next.kind == SqlWord::Kind::word || next.kind == SqlWord::Kind::sign;
  return counts && equals_ignoring_case(next.text, word);
}

bool SqlWords::sees_name(std::size_t ahead) const {
  if (at_ + ahead >= words_.size()) return false;
  const SqlWord::Kind kind = words_[at_ + ahead].kind;
  return kind == SqlWord::Kind::word || kind == SqlWord::Kind::name;
}

bool SqlWords::take_all(std::initializer_list<std::string_view> words) {
  std::size_t ahead = 0;
  for (const std::string_view word : words) {
    if (!sees(word, ahead++)) return false;
  }
  at_ += words.size();
  return true;
}

bool SqlWords::take_any(std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return take(word); });
}

std::string SqlWords::take_name() { return sees_name() ? words_[at_++].text : ""; }

void SqlWords::skip_brackets() {
  if (!sees("(")) return;
  int depth = 0;
  do {
    if (sees("(")) ++depth;
    if (sees(")")) --depth;
    skip();
  } while (!at_end() && depth > 0);
}

}  // namespace ebbtide
