// How statements end. Liquibase counts words: BEGIN opens a block, END closes one, and `;` ends a
// statement outside blocks; it does not know dollar quotes. That cuts a PL/pgSQL body in two and
// loses count at END IF. Here each database's own lexer decides, which agrees with Liquibase
// wherever its pieces could run. What counts as a block, sql_blocks.h says.
#include "sql/splitter.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "sql/routine_body.h"
#include "text/ascii.h"
#include "text/nul.h"

namespace ebbtide {
namespace {

constexpr std::size_t chunk_size = 64 * 1024;
constexpr std::size_t first_chunk_size = 4 * 1024;  ///< most texts are short

bool is_in_words(char c) { return begins_sql_word(c) || is_digit(c); }

/// How a thing is called that is begun and never closed.
std::string_view name_of(char quote) {
  if (quote == '\'') return "the string";
  return quote == ']' ? "the name in brackets" : "the quoted name or string";
}

}  // namespace

SqlSplitter::SqlSplitter(std::istream& input, const SqlSyntax& syntax, const SplitOptions& options)
    : input_(input),
      syntax_(syntax),
      split_(options.split),
      strip_(options.strip_comments),
      plain_semicolon_(!options.delimiter || *options.delimiter == ";"),
      delimiters_(options.delimiter),
      blocks_(syntax),
      has_own_delimiter_(options.delimiter),
      strip_bodies_(options.strip_comments && options.strip_bodies) {}

bool SqlSplitter::fill(std::size_t size) {
  while (buffer_.size() - position_ < size && input_) {
    buffer_.erase(0, position_);
    read_before_ += std::exchange(position_, 0);
    const std::size_t kept = buffer_.size();
    const std::size_t chunk = kept + read_before_ == 0 ? first_chunk_size : chunk_size;
    buffer_.resize(kept + chunk);
    input_.read(buffer_.data() + kept, static_cast<std::streamsize>(chunk));
    buffer_.resize(kept + static_cast<std::size_t>(input_.gcount()));
    // As Liquibase does: carriage returns never reach the database.
    buffer_.erase(
        std::remove(buffer_.begin() + static_cast<std::ptrdiff_t>(kept), buffer_.end(), '\r'),
        buffer_.end());
    if (const std::size_t nul = buffer_.find('\0', kept); nul != std::string::npos)
      note_flaw(nul_refusal(buffer_, nul), read_before_ + nul);
  }
  return buffer_.size() - position_ >= size;
}

std::string_view SqlSplitter::ahead(std::size_t size) {
  fill(size);
  return std::string_view(buffer_).substr(position_, size);
}

char SqlSplitter::peek(std::size_t at) { return fill(at + 1) ? buffer_[position_ + at] : '\0'; }

/// The first one counts.
void SqlSplitter::note_flaw(std::string what, std::uint64_t at) {
  if (!flaw_ || at < flaw_->at) flaw_ = SqlFlaw{std::move(what), at};
}

void SqlSplitter::skip(std::size_t size) {
  last_ = buffer_[position_ + size - 1];
  position_ += size;
}

void SqlSplitter::take(std::size_t size) {
  if (!begun_) begun_ = offset();
  statement_.append(buffer_, position_, size);
  skip(size);
}

void SqlSplitter::take_comment(std::size_t size) {
  if (!strip_) {
    statement_.append(buffer_, position_, size);
    closed_ = statement_.size();
  }
  skip(size);
}

bool SqlSplitter::at_line_start() const { return last_ == '\n'; }

bool SqlSplitter::rest_of_line_is_blank(std::size_t from) {
  for (std::size_t at = from;; ++at) {
    const char c = peek(at);
    if (c == '\n' || (c == '\0' && !fill(at + 1))) return true;
    if (!is_space(c)) return false;
  }
}

/// How long the delimiter is that stands here; 0 for none.
std::size_t SqlSplitter::delimiter_here() {
  if (plain_semicolon_) {
    if (blocks_.is_open()) return 0;
    if (peek() == ';') return 1;
    if (!at_line_start() || !delimiters_.empty()) return 0;
    if (peek() == '/' && rest_of_line_is_blank(1)) return 1;
    return equals_ignoring_case(ahead(2), "go") && rest_of_line_is_blank(2) ? 2 : 0;
  }
  if (const std::size_t size = pattern_here(); size > 0) return size;
  for (const SqlDelimiters::Delimiter& delimiter : delimiters_.all()) {
    const std::size_t size = delimiter.text.size();
    if (!equals_ignoring_case(ahead(size), delimiter.text)) continue;
    if (delimiter.at_line_start && !at_line_start()) continue;
    if (delimiter.to_line_end && !rest_of_line_is_blank(size)) continue;
    const bool cuts_word = is_in_words(delimiter.text.front()) && continues_sql_word(last_);
    const bool in_word = is_in_words(delimiter.text.back()) && continues_sql_word(peek(size));
    if (!cuts_word && !in_word) return size;
  }
  return 0;
}

/// How long the run of blanks, the word or the sign is that stands here.
std::size_t SqlSplitter::token_size() {
  const auto run_of = [&](const auto& belongs) {
    std::size_t size = 1;
    while (fill(size + 1) && belongs(peek(size))) ++size;
    return size;
  };
  if (is_space(peek())) return run_of([](char c) { return is_space(c); });
  return is_in_words(peek()) ? run_of(continues_sql_word) : 1;
}

std::size_t SqlSplitter::pattern_here() {
  if (!delimiters_.has_pattern()) return 0;
  const std::size_t size = token_size();
  return delimiters_.ends_at(before_, ahead(size)) ? size : 0;
}

/// Tokens other than blanks, words and signs are no part of a delimiter.
void SqlSplitter::read_token_after_pattern() {
  const std::string token(ahead(token_size()));
  if (is_space(token.front())) {
    if (!statement_.empty()) statement_ += token;
    skip(token.size());
    before_ = token;
    return;
  }
  const std::uint64_t begin = offset();
  read_token();
  before_ = offset() - begin == token.size() ? token : "'";
}

/// The mysql client's own command: from here on another delimiter counts.
bool SqlSplitter::read_delimiter_command() {
  constexpr std::string_view word = "delimiter";
  if (!syntax_.delimiter_command || !at_line_start() || !trim(statement_).empty()) return false;
  if (!equals_ignoring_case(ahead(word.size()), word) || !is_space(peek(word.size()))) return false;
  if (!first_delimiter_) first_delimiter_ = offset();
  std::string line;
  while (peek() != '\n' && fill(1)) line += buffer_[position_++];
  const Text delimiter(trim(std::string_view(line).substr(word.size())));
  plain_semicolon_ = delimiter == ";";
  delimiters_ = plain_semicolon_ ? SqlDelimiters() : SqlDelimiters(delimiter);
  return true;
}

std::optional<std::string> SqlSplitter::next() {
  while (fill(1)) {
    if (split_) {
      if (const std::size_t size = delimiter_here(); size > 0) {
        if (!first_delimiter_) first_delimiter_ = offset();
        skip(size);
        if (std::string statement = finish(false); !statement.empty()) return statement;
        continue;
      }
      if (read_delimiter_command()) continue;
    }
    delimiters_.has_pattern() ? read_token_after_pattern() : read_token();
  }
  if (executable_comment_)
    note_flaw("the comment that begins here is never closed; close it", *executable_comment_);
  if (std::string statement = finish(true); !statement.empty()) return statement;
  return std::nullopt;
}

void SqlSplitter::drop_last_delimiter() {
  const std::size_t size = delimiters_.size_at_end(statement_, closed_);
  if (size > 0 && !first_delimiter_) first_delimiter_ = offset() - size;
  statement_.resize(statement_.size() - size);
}

std::string SqlSplitter::finish(bool is_last) {
  statement_.resize(trim_end(statement_).size());
  if (is_last && has_own_delimiter_) drop_last_delimiter();
  std::string statement(trim(statement_));
  statement_.clear();
  closed_ = 0;
  begin_ = std::exchange(begun_, std::nullopt).value_or(offset());
  blocks_.finish();
  const bool may_have_body = std::exchange(has_dollar_quoted_, false);
  return strip_bodies_ && may_have_body ? without_body_comments(std::move(statement), syntax_)
                                        : statement;
}

void SqlSplitter::read_token() {
  const char c = peek();
  if (is_space(c)) {
    if (!statement_.empty()) statement_ += c;
    return skip(1);
  }
  if (c == '-' && peek(1) == '-') return read_line_comment();
  if (c == '#' && syntax_.hash_comments) return read_line_comment();
  if (c == '/' && peek(1) == '*') {
    const bool executable = syntax_.executable_comments && (peek(2) == '!' || ahead(4) == "/*M!");
    if (!executable) return read_block_comment();
    if (!executable_comment_) executable_comment_ = offset();
  }
  if (c == '*' && executable_comment_ && peek(1) == '/') executable_comment_.reset();
  if (begins_sql_word(c)) return read_word();
  read_sign();
}

void SqlSplitter::read_sign() {
  const char c = peek();
  blocks_.take_sign(c);
  if (c == ';' && !blocks_.is_open() && plain_semicolon_ && split_)
    return;  // next() ends the statement here
  // As Liquibase does: what stands between backticks is kept together, whatever they mean here.
  if (c == '\'' || c == '"' || c == '`')
    return read_quoted(c, syntax_.backslash_escapes && c != '`');
  if (c == '[' && syntax_.bracket_names) return read_quoted(']', false);
  if (c == '$' && syntax_.dollar_quotes) {
    if (const std::size_t tag = dollar_tag_here(); tag > 0) return read_dollar_quoted(tag);
  }
  if (is_digit(c)) return read_number();
  take(1);
}

void SqlSplitter::read_quoted(char close, bool backslash) {
  const std::uint64_t begin = offset();
  take(1);
  while (fill(1)) {
    const std::string_view rest = std::string_view(buffer_).substr(position_);
    std::size_t plain = std::min(rest.find(close), rest.size());
    if (backslash) plain = std::min(rest.substr(0, plain).find('\\'), plain);
    if (plain > 0) {
      take(plain);
      continue;
    }
    const char c = peek();
    if (c == '\\' && backslash && fill(2)) {
      take(2);
    } else if (c == close && peek(1) == close && close != ']') {
      take(2);
    } else {
      take(1);
      closed_ = statement_.size();
      if (c == close) return;
    }
  }
  note_flaw(std::string(name_of(close)) + " that begins here is never closed; close it", begin);
}

std::size_t SqlSplitter::dollar_tag_here() {
  if (continues_sql_word(last_) && last_ != '$') return 0;
  std::size_t at = 1;
  if (is_digit(peek(at))) return 0;
  while (is_word(peek(at)) || (peek(at) & 0x80) != 0) ++at;
  return peek(at) == '$' ? at + 1 : 0;
}

void SqlSplitter::read_dollar_quoted(std::size_t tag_size) {
  const std::uint64_t begin = offset();
  const std::string tag(ahead(tag_size));
  has_dollar_quoted_ = true;
  take(tag_size);
  while (fill(tag_size)) {
    const std::string_view rest = std::string_view(buffer_).substr(position_);
    const std::size_t close = rest.find(tag);
    if (close != std::string_view::npos) {
      take(close + tag_size);
      closed_ = statement_.size();
      return;
    }
    take(rest.size() - tag_size + 1);
  }
  take(buffer_.size() - position_);
  note_flaw("the text in " + tag + " that begins here is never closed; close it", begin);
}

void SqlSplitter::read_line_comment() {
  std::size_t size = 0;
  while (fill(size + 1) && peek(size) != '\n') ++size;
  take_comment(size);
}

void SqlSplitter::read_block_comment() {
  int depth = 0;
  std::size_t size = 0;
  const std::uint64_t begin = offset();
  do {
    const std::string_view mark =
        fill(size + 2) ? std::string_view(buffer_).substr(position_ + size, 2) : "";
    if (mark == "/*" && (depth == 0 || syntax_.nested_comments)) {
      ++depth;
      size += 2;
    } else if (mark == "*/") {
      --depth;
      size += 2;
    } else {
      ++size;
    }
  } while (depth > 0 && fill(size + 1));
  if (depth > 0) note_flaw("the comment that begins here is never closed; close it", begin);
  take_comment(std::min(size, buffer_.size() - position_));
}

void SqlSplitter::read_word() {
  std::size_t size = 1;
  while (continues_sql_word(peek(size))) ++size;
  size -= delimiter_behind(size);
  const std::string word(ahead(size));
  const char after = peek(size);
  // E'…' escapes with backslashes wherever it is known; so do other one-letter prefixes their own
  // way.
  if (after == '\'' && size == 1) {
    take(1);
    blocks_.take_sign(after);
    return read_quoted('\'', syntax_.backslash_escapes || lower(word.front()) == 'e');
  }
  take(size);
  blocks_.take_word(lower(word));
}

/// How much of a word that ends before a blank is a delimiter of marks, as in `END$$`; elsewhere
/// they are part of the word.
std::size_t SqlSplitter::delimiter_behind(std::size_t word_size) {
  if (fill(word_size + 1) && !is_space(peek(word_size))) return 0;
  const std::string_view word = ahead(word_size);
  for (const SqlDelimiters::Delimiter& delimiter : delimiters_.all()) {
    if (delimiter.is_marks() && split_ && word.ends_with(delimiter.text))
      return delimiter.text.size();
  }
  return 0;
}

void SqlSplitter::read_number() {
  std::size_t size = 1;
  while (is_in_words(peek(size)) || peek(size) == '$') ++size;
  size -= delimiter_behind(size);
  take(size);
}

std::vector<std::string> split_sql(std::string_view text, const SqlSyntax& syntax,
                                   const SplitOptions& options) {
  std::istringstream input{std::string(text)};
  SqlSplitter splitter(input, syntax, options);
  std::vector<std::string> statements;
  while (auto statement = splitter.next()) statements.push_back(std::move(*statement));
  return statements;
}

std::optional<SqlFlaw> find_flaw(std::string_view sql, const SqlSyntax& syntax) {
  std::istringstream input{std::string(sql)};
  SqlSplitter splitter(input, syntax, {.delimiter = {}, .split = false, .strip_comments = true});
  while (splitter.next()) {
  }
  return splitter.flaw();
}

std::size_t comments_before(std::string_view sql, const SqlSyntax& syntax) {
  std::istringstream input{replace_all(sql, "\r", " ")};
  SqlSplitter splitter(input, syntax, {.delimiter = {}, .split = false});
  splitter.next();
  return std::min(static_cast<std::size_t>(splitter.begin()), sql.size());
}

bool is_only_comments(std::string_view sql, const SqlSyntax& syntax) {
  const std::string_view words = trim(sql);
  if (!words.empty() && !contains("-/#", words.substr(0, 1))) return false;
  std::istringstream input{std::string(sql)};
  SqlSplitter splitter(input, syntax, {.delimiter = {}, .split = false, .strip_comments = true});
  return !splitter.next() && !splitter.flaw();
}

}  // namespace ebbtide
