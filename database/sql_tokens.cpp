#include "database/sql_tokens.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

bool is_name_letter(char c) { return is_word(c) || c == '$' || (c & 0x80) != 0; }

class Lexer {
 public:
  Lexer(std::string_view sql, const SqlSyntax& syntax) : sql_(sql), syntax_(syntax) {}

  std::vector<SqlToken> run() {
    while (skip_blanks()) read();
    return std::move(tokens_);
  }

 private:
  bool starts(std::string_view text) const { return sql_.substr(at_).starts_with(text); }

  /// Whether there is something behind blanks and comments.
  bool skip_blanks() {
    while (at_ < sql_.size()) {
      if (is_space(sql_[at_])) {
        ++at_;
      } else if (starts("--") || (syntax_.hash_comments && sql_[at_] == '#')) {
        at_ = std::min(sql_.find('\n', at_), sql_.size());
      } else if (starts("/*")) {
        skip_block_comment();
      } else {
        return true;
      }
    }
    return false;
  }

  void skip_block_comment() {
    int depth = 0;
    do {
      if (starts("/*") && (depth == 0 || syntax_.nested_comments)) {
        ++depth;
        at_ += 2;
      } else if (starts("*/")) {
        --depth;
        at_ += 2;
      } else {
        ++at_;
      }
    } while (depth > 0 && at_ < sql_.size());
    at_ = std::min(at_, sql_.size());
  }

  void read() {
    const char c = sql_[at_];
    if (c == '\'') return read_quoted(SqlToken::Kind::text, '\'', syntax_.backslash_escapes);
    if (c == '"' || c == '`') return read_quoted(SqlToken::Kind::quoted_name, c, false);
    if (c == '$' && syntax_.dollar_quotes && read_dollar_quoted()) return;
    const std::size_t begin = at_;
    while (at_ < sql_.size() && is_name_letter(sql_[at_])) ++at_;
    if (at_ == begin) {
      ++at_;
      return add(SqlToken::Kind::symbol, sql_.substr(begin, 1), begin);
    }
    // E'…' escapes with backslashes wherever it is known.
    if (at_ == begin + 1 && (c == 'e' || c == 'E') && starts("'"))
      return read_quoted(SqlToken::Kind::text, '\'', true);
    const auto kind = is_digit(c) ? SqlToken::Kind::number : SqlToken::Kind::word;
    add(kind, sql_.substr(begin, at_ - begin), begin);
  }

  void read_quoted(SqlToken::Kind kind, char mark, bool backslash) {
    const std::size_t begin = at_++;
    std::string value;
    while (at_ < sql_.size()) {
      if (backslash && sql_[at_] == '\\' && at_ + 1 < sql_.size()) {
        value += sql_[++at_];
      } else if (sql_[at_] != mark) {
        value += sql_[at_];
      } else if (at_ + 1 < sql_.size() && sql_[at_ + 1] == mark) {
        value += sql_[++at_];
      } else {
        ++at_;
        break;
      }
      ++at_;
    }
    add(kind, value, begin);
  }

  bool read_dollar_quoted() {
    std::size_t tag_end = at_ + 1;
    while (tag_end < sql_.size() && is_word(sql_[tag_end])) ++tag_end;
    if (tag_end >= sql_.size() || sql_[tag_end] != '$') return false;
    const std::string_view tag = sql_.substr(at_, tag_end + 1 - at_);
    const std::size_t close = sql_.find(tag, tag_end + 1);
    const std::size_t begin = at_;
    const std::size_t end = std::min(close, sql_.size());
    at_ = close == std::string_view::npos ? sql_.size() : close + tag.size();
    add(SqlToken::Kind::text, sql_.substr(tag_end + 1, end - tag_end - 1), begin);
    return true;
  }

  void add(SqlToken::Kind kind, std::string_view value, std::size_t begin) {
    tokens_.push_back({kind, std::string(value), begin, at_});
  }

  std::string_view sql_;
  SqlSyntax syntax_;
  std::size_t at_ = 0;
  std::vector<SqlToken> tokens_;
};

}  // namespace

bool SqlToken::is(std::string_view keyword) const {
  const bool can_be = kind == Kind::word || kind == Kind::symbol;
  return can_be && equals_ignoring_case(value, keyword);
}

std::vector<SqlToken> sql_tokens(std::string_view sql, const SqlSyntax& syntax) {
  return Lexer(sql, syntax).run();
}

}  // namespace ebbtide
