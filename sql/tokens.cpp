#include "sql/tokens.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

bool is_name_letter(char c) { return is_word(c) || c == '$' || (c & 0x80) != 0; }

/// Where the SQL of a comment begins that the server runs; 0 for a comment that is one.
std::size_t executed_from(std::string_view comment, const SqlSyntax& syntax) {
  if (!syntax.executable_comments) return 0;
  const bool is_mariadbs = syntax.mariadb_comments && comment.starts_with("/*M!");
  if (!is_mariadbs && !comment.starts_with("/*!")) return 0;
  const std::size_t begin = is_mariadbs ? 4 : 3;
  std::size_t end = begin;
  int version = 0;
  while (end < comment.size() && end < begin + 6 && is_digit(comment[end]))
    version = version * 10 + (comment[end++] - '0');
  if (end < begin + 5) return begin;  // no version, all run it
  const bool is_other_products =
      syntax.mariadb_comments && !is_mariadbs && version >= 50700 && version <= 99999;
  const bool is_later = syntax.comment_version != 0 && version > syntax.comment_version;
  return is_other_products || is_later ? 0 : end;
}

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
      } else if (take_executable_comment_mark()) {
        continue;
      } else if (starts("/*")) {
        skip_block_comment();
      } else {
        return true;
      }
    }
    return false;
  }

  /// Takes the beginning of a comment that the server runs, or its end.
  bool take_executable_comment_mark() {
    if (is_executed_ && starts("*/")) {
      is_executed_ = false;
      at_ += 2;
      return true;
    }
    const std::size_t code = executed_from(sql_.substr(at_), syntax_);
    if (is_executed_ || code == 0) return false;
    is_executed_ = true;
    at_ += code;
    return true;
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
  bool is_executed_ = false;  ///< within a comment that is code
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
