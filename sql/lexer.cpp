// One pass over the letters. Each token goes through three steps:
//
//   begin   its first letters say what it is and how it goes on (`Inside`). The table `letters`
//           answers for most of them; `special` ones hang on the syntax and on what follows
//   take    as far as the window reaches. Where the end is not in sight, more of the stream is read
//           and the same step goes on from where it was: no letter is looked at twice
//   finish  gives the token its place and moves the window behind it
//
// A text is one window from the start. Of a stream the window is a buffer with the token that is
// read and what was read ahead of it. A token that grows beyond 64 kB is handed out in pieces:
// `inside_` stays as it is, so that the next call goes on with `take` and skips `begin`. A piece
// never ends in the midst of what could be the end mark: a quote that stands last in the window
// waits for the letter behind it (`''` is a quote within the text), of a `$tag$` text the last
// letters wait that may be the beginning of the tag.
//
// One text is read in as many ways as there are servers; `Syntax` says which one is meant:
//
//   text            MySQL, MariaDB          PostgreSQL                  SQLite
//   5--3            5, -, -, 3              5, a comment                5, a comment
//   # x             a comment               a sign, x                   a sign, x
//   "a\"b" c        a text, c               a name, b, an open name     the same
//   'it\'s'         one text                'it\', s, an open text      the same
//   E'it\'s'        the word E, a text      one text                    E, 'it\', s, an open text
//   $a$ ; $a$       words around a `;`      one text                    words around a `;`
//   /* /* */ */     a comment, *, /         one comment                 a comment, *, /
//   /*!50001 x */   a mark, x, a mark       a comment                   a comment
//
// Executable comments are the only state that outlives a token (`open_code_`): between `/*!50001`
// and `*/` tokens are code, and say `is_executable`. MySQL's manual, chapter 11.7, has the rules;
// MariaDB skips 50700 to 99999 besides, since those are MySQL's own versions, and runs `/*M!`. What
// the server at hand is too old to run is one comment, whose inside may hold other comments.
//
// What is never closed is a token up to the end of the text with `is_closed` false, not an error:
// who asked knows what that means to it.
#include "sql/lexer.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/nul.h"

namespace ebbtide::sql {
namespace {

constexpr std::size_t first_chunk = std::size_t{4} * 1024;  ///< most texts are short
constexpr std::size_t chunk = std::size_t{64} * 1024;
constexpr std::size_t longest_piece = std::size_t{64} * 1024;

/// Digits count as no more than this in the version of an executable comment.
constexpr std::size_t version_digits = 6, least_version_digits = 5;

/// What stands behind `/*!` or `/*M!`: how much of the comment is its mark; nothing where the
/// server takes it all for a comment.
std::optional<std::size_t> size_of_mark(std::string_view comment, const Syntax& syntax) {
  const bool is_mariadbs = comment.starts_with("/*M!");
  const std::size_t begin = is_mariadbs ? 4 : 3;
  std::size_t end = begin;
  int version = 0;
  while (end < comment.size() && end < begin + version_digits && is_digit(comment[end]))
    version = version * 10 + (comment[end++] - '0');
  if (end < begin + least_version_digits) return begin;  // no version, all run it
  const bool is_other_products =
      syntax.mariadb_comments && !is_mariadbs && version >= 50700 && version <= 99999;
  const bool is_later = syntax.comment_version != 0 && version > syntax.comment_version;
  if (is_other_products || is_later) return std::nullopt;
  return end;
}

bool begins_executable(std::string_view text, const Syntax& syntax) {
  if (!syntax.executable_comments) return false;
  return text.starts_with("/*!") || (syntax.mariadb_comments && text.starts_with("/*M!"));
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// Whether what ends with this letter can be the left side of an operator.
bool ends_operand(char c) { return continues_word(c) || contains(")]'\"`", {&c, 1}); }

void advance(Place& place, std::string_view text) {
  place.offset += text.size();
  for (const char c : text) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((c & 0xC0) != 0x80) {
      ++place.column;
    }
  }
}

/// What a token is that begins with a letter; `special` hangs on the syntax and on what follows.
enum class Letter : unsigned char { sign, blank, word, digit, special };

constexpr auto letters = [] {
  std::array<Letter, 256> table{};
  for (int code = 0; code < 256; ++code) {
    const char c = static_cast<char>(code);
    table[static_cast<std::size_t>(code)] = is_space(c)                  ? Letter::blank
                                            : is_digit(c)                ? Letter::digit
                                            : is_word(c) || code >= 0x80 ? Letter::word
                                                                         : Letter::sign;
  }
  for (const char c : std::string_view("'\"`[$-#/*Ee"))
    table[static_cast<unsigned char>(c)] = Letter::special;
  return table;
}();

constexpr auto word_letters = [] {
  std::array<bool, 256> table{};
  for (int code = 0; code < 256; ++code)
    table[static_cast<std::size_t>(code)] =
        is_word(static_cast<char>(code)) || code == '$' || code >= 0x80;
  return table;
}();

}  // namespace

bool continues_word(char c) { return word_letters[static_cast<unsigned char>(c)]; }
bool begins_word(char c) { return continues_word(c) && !is_digit(c) && c != '$'; }

void Lexer::read_more() {
  buffer_.erase(0, at_);
  dropped_ += at_;
  at_ = 0;
  const std::size_t kept = buffer_.size();
  const std::size_t most = kept + dropped_ == 0 ? first_chunk : chunk;
  buffer_.resize(kept + most);
  input_->read(buffer_.data() + kept, static_cast<std::streamsize>(most));
  buffer_.resize(kept + static_cast<std::size_t>(input_->gcount()));
  const auto fresh = buffer_.begin() + static_cast<std::ptrdiff_t>(kept);
  if (!keep_returns_) buffer_.erase(std::remove(fresh, buffer_.end(), '\r'), buffer_.end());
  if (const std::size_t at = buffer_.find('\0', kept); at != std::string::npos && !nul_)
    nul_ = Nul{dropped_ + at, nul_refusal(buffer_, at)};
  window_ = buffer_;
}

bool Lexer::read_up_to(std::size_t size) {
  while (window_.size() - at_ < size && !has_all()) read_more();
  return window_.size() - at_ >= size;
}

const Token* Lexer::next() {
  if (!fill(1)) return nullptr;
  if (inside_ == Inside::nothing) begin();
  token_.goes_on = false;
  while (!read_inside()) {
    token_.goes_on = size_ >= longest_piece && fill(size_ + 1);
    if (token_.goes_on) break;
    if (!has_all()) read_more();
  }
  if (!token_.goes_on) inside_ = Inside::nothing;
  finish();
  return &token_;
}

void Lexer::finish() {
  token_.text = window_.substr(at_, size_);
  token_.begin = place_;
  before_ = token_.text.back();
  if (token_.kind == TokenKind::sign) {
    ++place_.offset;
    ++place_.column;
  } else {
    advance(place_, token_.text);
  }
  at_ += size_;
  size_ = 0;
}

void Lexer::skip(std::size_t size) {
  fill(size);
  const std::string_view passed = window_.substr(at_, size);
  if (passed.empty()) return;
  before_ = passed.back();
  advance(place_, passed);
  at_ += passed.size();
}

void Lexer::give_back(std::size_t size) {
  at_ -= size;
  token_.text.remove_suffix(size);
  place_ = token_.begin;
  advance(place_, token_.text);
  before_ = token_.text.empty() ? '\n' : token_.text.back();
}

void Lexer::open(TokenKind kind, Inside inside, std::size_t size) {
  token_ = {};
  token_.kind = kind;
  token_.is_executable = kind != TokenKind::comment && open_code_;
  inside_ = inside;
  size_ = size;
}

void Lexer::begin() {
  const char c = window_[at_];
  switch (letters[static_cast<unsigned char>(c)]) {
    case Letter::blank:
      return open(TokenKind::blank, Inside::blanks, 1);
    case Letter::word:
      return open(TokenKind::word, Inside::word, 1);
    case Letter::digit:
      return open(TokenKind::number, Inside::word, 1);
    case Letter::sign:
      return open(TokenKind::sign, Inside::nothing, 1);
    case Letter::special:
      return begin_special(c);
  }
}

void Lexer::begin_special(char c) {
  if (begin_comment(c) || begin_quoted(c)) return;
  if (c == '$' && syntax_.dollar_quotes && begin_dollar_quoted()) return;
  if (continues_word(c)) return open(TokenKind::word, Inside::word, 1);
  if (c == '*' && open_code_ && peek(1) == '/') {
    open(TokenKind::code_mark, Inside::nothing, 2);
    return open_code_.reset();
  }
  open(TokenKind::sign, Inside::nothing, 1);
}

bool Lexer::begin_quoted(char c) {
  const bool is_escape_string = syntax_.escape_strings && (c == 'e' || c == 'E') && peek(1) == '\'';
  if (c == '\'' || is_escape_string || (c == '"' && syntax_.double_quotes_are_text)) {
    open(TokenKind::text, Inside::quoted, is_escape_string ? 2 : 1);
    token_.has_escapes = is_escape_string || syntax_.backslash_escapes;
    close_ = is_escape_string ? '\'' : c;
    return true;
  }
  for (std::size_t mark = 0; mark < syntax_.name_marks.size(); mark += 2) {
    if (c != syntax_.name_marks[mark]) continue;
    open(TokenKind::name, Inside::quoted, 1);
    close_ = syntax_.name_marks[mark + 1];
    return true;
  }
  return false;
}

/// `$$` or `$tag$`; `$1` is a parameter.
bool Lexer::begin_dollar_quoted() {
  std::size_t end = 1;
  if (is_digit(peek(end))) return false;
  while (continues_word(peek(end)) && peek(end) != '$') ++end;
  if (peek(end) != '$') return false;
  tag_ = window_.substr(at_, end + 1);
  open(TokenKind::text, Inside::dollar_quoted, tag_.size());
  return true;
}

bool Lexer::begin_comment(char c) {
  if (is_line_comment(c)) {
    open(TokenKind::comment, Inside::line, 1);
    return true;
  }
  if (c != '/' || peek(1) != '*') return false;
  if (begins_executable(ahead(4), syntax_) && !open_code_) {
    begin_executable_comment();
  } else {
    open(TokenKind::comment, Inside::block, 2);
    depth_ = 1;
    nests_ = syntax_.nested_comments;
  }
  return true;
}

bool Lexer::is_line_comment(char c) {
  if (c == '#') return syntax_.hash_comments;
  if (c != '-' || peek(1) != '-') return false;
  if (syntax_.dashes == Dashes::always || is_control(peek(2)) || peek(2) == ' ') return true;
  return syntax_.dashes == Dashes::not_in_operation && !ends_operand(before_);
}

void Lexer::begin_executable_comment() {
  constexpr std::size_t longest_mark = 4 + version_digits;
  const auto mark = size_of_mark(ahead(longest_mark), syntax_);
  if (mark) {
    open_code_ = place_;
    return open(TokenKind::code_mark, Inside::nothing, *mark);
  }
  open(TokenKind::comment, Inside::block, 3);
  token_.is_executable = true;
  depth_ = 1;
  nests_ = true;
}

/// Reads as far as the window reaches; whether the token is at its end.
bool Lexer::read_inside() {
  switch (inside_) {
    case Inside::nothing:
      return true;
    case Inside::blanks:
      return take_while(is_space);
    case Inside::word:
      return take_while(continues_word);
    case Inside::line:
      return take_while(
          [this](char c) { return c != '\n' && (c != '\r' || !syntax_.returns_end_comments); });
    case Inside::quoted:
      return take_quoted();
    case Inside::dollar_quoted:
      return take_dollar_quoted();
    case Inside::block:
      return take_block();
  }
  return true;
}

template <class Belongs>
bool Lexer::take_while(const Belongs& belongs) {
  const std::string_view rest = window_.substr(at_);
  while (size_ < rest.size() && belongs(rest[size_])) ++size_;
  return size_ < rest.size() || has_all();
}

/// The end mark is not in the window: all up to `size` belongs to the token.
bool Lexer::end_open(std::size_t size) {
  size_ = has_all() ? window_.size() - at_ : size;
  token_.is_closed = !has_all();
  return has_all();
}

bool Lexer::take_quoted() {
  const std::string_view rest = window_.substr(at_);
  const auto is_plain = [&](char c) { return c != close_ && !(token_.has_escapes && c == '\\'); };
  while (true) {
    while (size_ < rest.size() && is_plain(rest[size_])) ++size_;
    if (size_ == rest.size()) return end_open(size_);
    const bool is_last = size_ + 1 == rest.size();
    const bool is_mark = rest[size_] == close_;
    // What it means hangs on the letter behind it, but for a bracket, which is not doubled.
    if (is_last && close_ != ']' && !(is_mark && has_all())) return end_open(size_);
    const bool is_doubled = !is_last && close_ != ']' && rest[size_ + 1] == close_;
    if (is_mark && !is_doubled) {
      ++size_;
      return true;
    }
    size_ += 2;
  }
}

bool Lexer::take_dollar_quoted() {
  const std::string_view rest = window_.substr(at_);
  const std::size_t close = rest.find(tag_, size_);
  if (close == std::string_view::npos)
    return end_open(std::max(size_, rest.size() - std::min(rest.size(), tag_.size() - 1)));
  size_ = close + tag_.size();
  return true;
}

bool Lexer::take_block() {
  const std::string_view rest = window_.substr(at_);
  for (; size_ + 1 < rest.size(); ++size_) {
    if (rest[size_] == '*' && rest[size_ + 1] == '/') {
      --depth_;
    } else if (nests_ && rest[size_] == '/' && rest[size_ + 1] == '*') {
      ++depth_;
    } else {
      continue;
    }
    ++size_;
    if (depth_ == 0) {
      ++size_;
      return true;
    }
  }
  return end_open(size_);
}

}  // namespace ebbtide::sql
