// How statements end. Liquibase counts words: BEGIN opens a block, END closes one, and `;` ends a
// statement outside blocks; it does not know dollar quotes. That cuts a PL/pgSQL body in two and
// loses count at END IF. Here each database's own lexer decides, which agrees with Liquibase
// wherever its pieces could run. Inside a block, CASE, IF, LOOP, WHILE and REPEAT open blocks too,
// each closed by its END; IF and REPEAT do so only where a statement can begin, because elsewhere
// they are functions or part of IF EXISTS. A BEGIN that a `;` follows begins a transaction.
#include "database/script.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include "database/routine_body.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::size_t chunk_size = 64 * 1024;

bool begins_word(char c) { return is_letter(c) || c == '_' || (c & 0x80) != 0; }
bool continues_word(char c) {
  return begins_word(c) || is_digit(c) || c == '$' || c == '#' || c == '@';
}

/// Whether the letter would make a delimiter part of the word beside it; marks do not.
bool is_in_words(char c) { return begins_word(c) || is_digit(c); }

/// `\n` and `\r` as the characters they stand for; what only has meaning in a pattern goes.
std::string literal_delimiter(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    const char next = text[++at];
    if (next == 'n') out += '\n';
    if (next == 'r') out += '\r';
    if (next == 's') {
      if (at + 1 < text.size() && (text[at + 1] == '*' || text[at + 1] == '+')) ++at;
    } else if (next != 'n' && next != 'r') {
      out += next;
    }
  }
  return out;
}

}  // namespace

std::vector<SqlSplitter::Delimiter> SqlSplitter::parse_delimiter(const Text& delimiter) {
  std::vector<Delimiter> delimiters;
  if (!delimiter) return delimiters;
  const bool is_pattern =
      delimiter->size() > 1 && contains(*delimiter, "|") && contains(*delimiter, "\\");
  const auto alternatives =
      is_pattern ? split(*delimiter, '|') : std::vector<std::string_view>{*delimiter};
  for (std::string_view alternative : alternatives) {
    Delimiter parsed;
    if (alternative.size() > 1 && alternative.ends_with('$') && !alternative.ends_with("\\$") &&
        contains(alternative, "\\")) {
      parsed.to_line_end = true;
      alternative.remove_suffix(1);
    }
    std::string text = literal_delimiter(alternative);
    const std::string_view core = trim(text);
    parsed.at_line_start =
        core == "/" || (!core.empty() && text.find_first_of("\r\n") < text.find(core));
    parsed.to_line_end =
        parsed.to_line_end || (!core.empty() && text.find_last_of("\r\n") != std::string::npos &&
                               text.find_last_of("\r\n") > text.find(core));
    parsed.text = lower(core);
    if (!parsed.text.empty()) delimiters.push_back(std::move(parsed));
  }
  return delimiters;
}

SqlSplitter::SqlSplitter(std::istream& input, const SqlSyntax& syntax, const SplitOptions& options)
    : input_(input),
      syntax_(syntax),
      split_(options.split),
      strip_(options.strip_comments),
      plain_semicolon_(!options.delimiter || *options.delimiter == ";"),
      delimiters_(parse_delimiter(options.delimiter)),
      strip_bodies_(options.strip_comments && options.strip_bodies) {}

bool SqlSplitter::fill(std::size_t size) {
  while (buffer_.size() - position_ < size && input_) {
    buffer_.erase(0, position_);
    position_ = 0;
    const std::size_t kept = buffer_.size();
    buffer_.resize(kept + chunk_size);
    input_.read(buffer_.data() + kept, static_cast<std::streamsize>(chunk_size));
    buffer_.resize(kept + static_cast<std::size_t>(input_.gcount()));
    // As Liquibase does: carriage returns never reach the database.
    buffer_.erase(
        std::remove(buffer_.begin() + static_cast<std::ptrdiff_t>(kept), buffer_.end(), '\r'),
        buffer_.end());
  }
  return buffer_.size() - position_ >= size;
}

std::string_view SqlSplitter::ahead(std::size_t size) {
  fill(size);
  return std::string_view(buffer_).substr(position_, size);
}

char SqlSplitter::peek(std::size_t at) { return fill(at + 1) ? buffer_[position_ + at] : '\0'; }

void SqlSplitter::take(std::size_t size) {
  statement_.append(buffer_, position_, size);
  last_ = buffer_[position_ + size - 1];
  position_ += size;
}

void SqlSplitter::take_comment(std::size_t size) {
  if (!strip_) return take(size);
  last_ = buffer_[position_ + size - 1];
  position_ += size;
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
    if (blocks_ > 0) return 0;
    if (peek() == ';') return 1;
    if (!at_line_start() || !delimiters_.empty()) return 0;
    if (peek() == '/' && rest_of_line_is_blank(1)) return 1;
    return equals_ignoring_case(ahead(2), "go") && rest_of_line_is_blank(2) ? 2 : 0;
  }
  for (const Delimiter& delimiter : delimiters_) {
    const std::size_t size = delimiter.text.size();
    if (!equals_ignoring_case(ahead(size), delimiter.text)) continue;
    if (delimiter.at_line_start && !at_line_start()) continue;
    if (delimiter.to_line_end && !rest_of_line_is_blank(size)) continue;
    const bool cuts_word = is_in_words(delimiter.text.front()) && continues_word(last_);
    const bool in_word = is_in_words(delimiter.text.back()) && continues_word(peek(size));
    if (!cuts_word && !in_word) return size;
  }
  return 0;
}

/// The mysql client's own command: from here on another delimiter counts.
bool SqlSplitter::read_delimiter_command() {
  constexpr std::string_view word = "delimiter";
  if (!syntax_.delimiter_command || !at_line_start() || !trim(statement_).empty()) return false;
  if (!equals_ignoring_case(ahead(word.size()), word) || !is_space(peek(word.size()))) return false;
  std::string line;
  while (peek() != '\n' && fill(1)) line += buffer_[position_++];
  const Text delimiter(trim(std::string_view(line).substr(word.size())));
  plain_semicolon_ = delimiter == ";";
  delimiters_ = plain_semicolon_ ? std::vector<Delimiter>{} : parse_delimiter(delimiter);
  return true;
}

std::optional<std::string> SqlSplitter::next() {
  while (fill(1)) {
    if (split_) {
      if (const std::size_t size = delimiter_here(); size > 0) {
        last_ = buffer_[position_ + size - 1];
        position_ += size;
        if (std::string statement = finish(); !statement.empty()) return statement;
        continue;
      }
      if (read_delimiter_command()) continue;
    }
    read_token();
  }
  if (std::string statement = finish(); !statement.empty()) return statement;
  return std::nullopt;
}

std::string SqlSplitter::finish() {
  std::string statement(trim(statement_));
  statement_.clear();
  blocks_ = 0;
  statement_start_ = true;
  after_end_ = after_begin_ = false;
  const bool may_have_body = std::exchange(has_dollar_quoted_, false);
  return strip_bodies_ && may_have_body ? without_body_comments(std::move(statement), syntax_)
                                        : statement;
}

void SqlSplitter::read_token() {
  const char c = peek();
  if (is_space(c)) return take(1);
  if (c == '-' && peek(1) == '-') return read_line_comment();
  if (c == '#' && syntax_.hash_comments) return read_line_comment();
  const bool executable = syntax_.executable_comments && (peek(2) == '!' || ahead(4) == "/*M!");
  if (c == '/' && peek(1) == '*' && !executable) return read_block_comment();
  if (begins_word(c)) return read_word();
  // A BEGIN that a `;` follows was a transaction, not a block.
  if (c == ';' && after_begin_) --blocks_;
  after_begin_ = false;
  if (c == ';' && blocks_ == 0 && plain_semicolon_ && split_)
    return;  // next() ends the statement here
  statement_start_ = c == ';' || c == ':';
  after_end_ = false;
  if (c == '\'' || c == '"' || c == '`')
    return read_quoted(c, syntax_.backslash_escapes && c != '`');
  if (c == '$' && syntax_.dollar_quotes) {
    if (const std::size_t tag = dollar_tag_here(); tag > 0) return read_dollar_quoted(tag);
  }
  if (is_digit(c)) return read_number();
  take(1);
}

void SqlSplitter::read_quoted(char close, bool backslash) {
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
    } else if (c == close && peek(1) == close) {
      take(2);
    } else {
      take(1);
      if (c == close) return;
    }
  }
}

std::size_t SqlSplitter::dollar_tag_here() {
  if (continues_word(last_) && last_ != '$') return 0;
  std::size_t at = 1;
  if (is_digit(peek(at))) return 0;
  while (is_word(peek(at)) || (peek(at) & 0x80) != 0) ++at;
  return peek(at) == '$' ? at + 1 : 0;
}

void SqlSplitter::read_dollar_quoted(std::size_t tag_size) {
  const std::string tag(ahead(tag_size));
  has_dollar_quoted_ = true;
  take(tag_size);
  while (fill(1)) {
    if (peek() == '$' && ahead(tag_size) == tag) return take(tag_size);
    take(1);
  }
}

void SqlSplitter::read_line_comment() {
  std::size_t size = 0;
  while (fill(size + 1) && peek(size) != '\n') ++size;
  take_comment(size);
}

void SqlSplitter::read_block_comment() {
  int depth = 0;
  std::size_t size = 0;
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
  take_comment(std::min(size, buffer_.size() - position_));
}

void SqlSplitter::read_word() {
  std::size_t size = 1;
  while (continues_word(peek(size))) ++size;
  size -= delimiter_behind(size);
  const std::string word(ahead(size));
  const char after = peek(size);
  // E'…' escapes with backslashes wherever it is known; so do other one-letter prefixes their own
  // way.
  if (after == '\'' && size == 1) {
    take(1);
    read_quoted('\'', syntax_.backslash_escapes || lower(word.front()) == 'e');
    statement_start_ = after_end_ = after_begin_ = false;
    return;
  }
  take(size);
  note_word(lower(word));
}

/// How much of a word that ends before a blank is a delimiter of marks, as in `END$$`; elsewhere
/// they are part of the word.
std::size_t SqlSplitter::delimiter_behind(std::size_t word_size) {
  if (fill(word_size + 1) && !is_space(peek(word_size))) return 0;
  const std::string_view word = ahead(word_size);
  for (const Delimiter& delimiter : delimiters_) {
    const bool is_marks = delimiter.text.find_first_not_of("@#$") == std::string::npos;
    if (is_marks && split_ && word.ends_with(delimiter.text)) return delimiter.text.size();
  }
  return 0;
}

void SqlSplitter::read_number() {
  std::size_t size = 1;
  while (is_in_words(peek(size)) || peek(size) == '$') ++size;
  size -= delimiter_behind(size);
  take(size);
  statement_start_ = false;
}

void SqlSplitter::note_word(std::string_view word) {
  constexpr std::array<std::string_view, 3> openers{"if", "repeat", "while"};
  constexpr std::array<std::string_view, 5> starters{"begin", "then", "else", "loop", "do"};
  constexpr std::array<std::string_view, 7> not_blocks{
      "transaction", "trans", "tran", "work", "dialog", "conversation", "distributed"};
  const auto is_one_of = [&](const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (after_begin_ && is_one_of(not_blocks)) --blocks_;
  after_begin_ = false;
  if (after_end_ &&
      (is_one_of(openers) || word == "case" || word == "loop" || is_one_of(not_blocks))) {
    after_end_ = statement_start_ = false;  // END IF, END CASE …
    return;
  }
  after_end_ = false;
  if (word == "begin") {
    ++blocks_;
    after_begin_ = true;
  } else if (word == "end" && blocks_ > 0) {
    --blocks_;
    after_end_ = true;
  } else if (blocks_ > 0 &&
             (word == "case" || word == "loop" || (is_one_of(openers) && statement_start_))) {
    // WHILE … DO and LOOP are one block each: MySQL's WHILE has no LOOP of its own.
    ++blocks_;
  }
  statement_start_ = is_one_of(starters);
}

std::vector<std::string> split_sql(std::string_view text, const SqlSyntax& syntax,
                                   const SplitOptions& options) {
  std::istringstream input{std::string(text)};
  SqlSplitter splitter(input, syntax, options);
  std::vector<std::string> statements;
  while (auto statement = splitter.next()) statements.push_back(std::move(*statement));
  return statements;
}

bool is_only_comments(std::string_view sql, const SqlSyntax& syntax) {
  const std::string_view words = trim(sql);
  if (!words.empty() && !contains("-/#", words.substr(0, 1))) return false;
  std::istringstream input{std::string(sql)};
  SqlSplitter splitter(input, syntax, {.delimiter = {}, .split = false, .strip_comments = true});
  return !splitter.next();
}

}  // namespace ebbtide
