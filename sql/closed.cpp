// Before a run touches the database it has to know of every SQL text whether something in it is
// begun and never closed. Most texts are files of rows, and the splitter takes seconds for what a
// plain scan passes over in a fraction. So there are two quick looks which may only err to one
// side: `true` is certain, `false` means "ask the splitter".
//
//   is_plainly_whole   knows no database. It gives up at every letter that some database reads in a
//                      way of its own: $, #, [, a backslash, NUL, `/*`, `--` without a blank behind
//                      it, backticks around more than a word. What is left reads alike everywhere
//   Scan               knows the syntax. It jumps from one special letter to the next and passes
//                      over what these open. It knows no tokens: between marks nothing is open
//
// What Scan leaves to the splitter (is_doubtful): `$$$`, where a tag ends and the next begins by
// what stood before; backticks that are no marks, which the splitter keeps together as Liquibase
// does; comments that only some servers run. A doubled quote needs no care: `'it''s'` is two texts
// side by side to it, and as much closed as one. The buffer keeps two letters behind it, since an E
// before a quote and a letter before a `$` change what these mean.
//
// A delimiter of the changelog's own may have marks in it, and then stands where a string would
// begin: such texts are the splitter's from the start.
#include "sql/closed.h"

#include <algorithm>
#include <array>
#include <string>

#include "sql/lexer.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class Scan {
 public:
  Scan(std::istream& input, const sql::Syntax& syntax) : input_(input), syntax_(syntax) {
    mark("'\"/-`");
    special_[0] = true;
    for (std::size_t i = 0; i < syntax.name_marks.size(); i += 2)
      mark(syntax.name_marks.substr(i, 1));
    if (syntax.dollar_quotes) mark("$");
    if (syntax.hash_comments) mark("#");
    if (syntax.executable_comments) mark("*");
  }

  bool is_special(char c) const { return special_[static_cast<unsigned char>(c)]; }

  bool run() {
    while (is_sure_ && skip_plain()) read();
    return is_sure_ && !in_executable_;
  }

 private:
  void mark(std::string_view letters) {
    for (const char c : letters) special_[static_cast<unsigned char>(c)] = true;
  }

  /// Whether so many letters are left; the last ones that were read stay in the buffer.
  bool fill(std::size_t size) {
    constexpr std::size_t most = std::size_t{256} * 1024, kept = 2;
    while (buffer_.size() - at_ < size && input_) {
      const std::size_t done = at_ > kept ? at_ - kept : 0;
      buffer_.erase(0, done);
      at_ -= done;
      const std::size_t before = buffer_.size();
      buffer_.resize(before + chunk_);
      input_.read(buffer_.data() + before, static_cast<std::streamsize>(chunk_));
      buffer_.resize(before + static_cast<std::size_t>(input_.gcount()));
      chunk_ = std::min(chunk_ * 4, most);
    }
    return buffer_.size() - at_ >= size;
  }
  char peek(std::size_t ahead) { return fill(ahead + 1) ? buffer_[at_ + ahead] : '\0'; }
  char before(std::size_t back) const { return at_ >= back ? buffer_[at_ - back] : ' '; }

  /// Whether there is a letter that may begin something.
  bool skip_plain() {
    while (fill(1)) {
      while (at_ < buffer_.size() && !is_special(buffer_[at_])) ++at_;
      if (at_ < buffer_.size()) return true;
    }
    return false;
  }

  void read() {
    const char c = peek(0);
    const char next = peek(1);
    if (is_doubtful(c, next)) return void(is_sure_ = false);
    if (c == '\'' || c == '"') return skip_quoted(c, c == '"' ? escapes_in_double() : escapes());
    if (c == '`') return skip_quoted(c, false);
    if (c == '[') return skip_quoted(']', false);
    if (c == '$' && !sql::continues_word(before(1))) return skip_dollar_quoted();
    if (c == '#' || (c == '-' && next == '-')) return skip_past("\n", false);
    if (c == '/' && next == '*') return read_comment();
    if (in_executable_ && c == '*' && next == '/') {
      in_executable_ = false;
      ++at_;
    }
    ++at_;
  }

  /// What only the splitter knows: `$$$`, backticks that are no marks, two dashes without a blank
  /// where that counts, and SQL in comments.
  bool is_doubtful(char c, char next) {
    if (c == '\0' || (c == '$' && before(1) == '$')) return true;
    if (c == '`') return syntax_.name_marks.find(c) == std::string_view::npos;
    if (c == '-' && next == '-')
      return syntax_.dashes != sql::Dashes::always && peek(2) != ' ' && peek(2) != '\n';
    return c == '/' && next == '*' && begins_code() && !runs_everywhere();
  }

  bool begins_code() {
    const char kind = peek(2);
    return syntax_.executable_comments && !in_executable_ &&
           (kind == '!' || (kind == 'M' && peek(3) == '!'));
  }
  /// Whether every server of this kind runs what a comment like `/*!40101 …` holds.
  bool runs_everywhere() {
    constexpr int first_parting = 50700;
    if (peek(2) != '!') return false;
    int version = 0;
    std::size_t digits = 0;
    while (digits < 6 && is_digit(peek(3 + digits)))
      version = version * 10 + (peek(3 + digits++) - '0');
    const bool is_known = syntax_.comment_version == 0 || version <= syntax_.comment_version;
    return digits == 0 || (digits == 5 && version < first_parting && is_known);
  }

  /// Whether backslashes escape in the string that begins here.
  bool escapes() const {
    const bool has_prefix = lower(before(1)) == 'e' && !sql::continues_word(before(2));
    return syntax_.backslash_escapes || (syntax_.escape_strings && has_prefix);
  }
  bool escapes_in_double() const {
    return syntax_.backslash_escapes && syntax_.double_quotes_are_text;
  }

  void skip_quoted(char close, bool backslash) {
    ++at_;
    while (fill(1)) {
      while (at_ < buffer_.size() && buffer_[at_] != close && buffer_[at_] != '\0' &&
             !(backslash && buffer_[at_] == '\\'))
        ++at_;
      if (at_ == buffer_.size()) continue;
      if (buffer_[at_] == '\0') break;
      const bool is_escape = buffer_[at_] == '\\' && backslash;
      at_ += is_escape && fill(2) ? 2 : 1;
      if (!is_escape) return;
    }
    is_sure_ = false;
  }

  void skip_past(std::string_view end, bool must_be_there) {
    while (fill(end.size())) {
      const std::size_t found = buffer_.find(end, at_);
      const std::size_t stop =
          found == std::string::npos ? buffer_.size() - end.size() + 1 : found + end.size();
      const auto begin = buffer_.begin() + static_cast<std::ptrdiff_t>(at_);
      const auto to = buffer_.begin() + static_cast<std::ptrdiff_t>(stop);
      if (std::find(begin, to, '\0') != to) is_sure_ = false;
      at_ = stop;
      if (found != std::string::npos) return;
    }
    at_ = buffer_.size();
    if (must_be_there) is_sure_ = false;
  }

  void skip_dollar_quoted() {
    constexpr std::size_t longest = 64;
    std::string tag = "$";
    while (tag.size() < longest && sql::continues_word(peek(tag.size())) && peek(tag.size()) != '$')
      tag += peek(tag.size());
    const bool is_tag = peek(tag.size()) == '$' && (tag.size() == 1 || !is_digit(tag[1]));
    if (!is_tag) return void(at_ += 1);
    at_ += tag.size() + 1;
    skip_past(tag + "$", true);
  }

  void read_comment() {
    if (begins_code()) {
      in_executable_ = true;
      at_ += 2;
      return;
    }
    at_ += 2;
    for (int depth = 1; depth > 0;) {
      if (!fill(2)) return void(is_sure_ = false);
      const std::string_view two = std::string_view(buffer_).substr(at_, 2);
      if (two[0] == '\0') is_sure_ = false;
      const int change = two == "*/" ? -1 : two == "/*" && syntax_.nested_comments ? 1 : 0;
      depth += change;
      at_ += change == 0 ? 1 : 2;
    }
  }

  std::istream& input_;
  /// What is read at once: little first, since most texts are short.
  std::size_t chunk_ = std::size_t{4} * 1024;
  sql::Syntax syntax_;
  std::array<bool, 256> special_{};
  std::string buffer_;
  std::size_t at_ = 0;
  bool is_sure_ = true;
  bool in_executable_ = false;
};

/// A letter in front of which more has to be known: what it means depends on the database, or it
/// begins what may be long.
bool is_doubtful(std::string_view sql, std::size_t at) {
  constexpr auto needs_look = [] {
    std::array<bool, 256> table{};
    for (const char c : {'\0', '\r', '$', '#', '[', '\\', '/', '-'})
      table[static_cast<unsigned char>(c)] = true;
    return table;
  }();
  if (!needs_look[static_cast<unsigned char>(sql[at])]) return false;
  const char next = at + 1 < sql.size() ? sql[at + 1] : ' ';
  if (sql[at] == '\r') return next != '\n';
  if (sql[at] == '-') return next == '-' && at + 2 < sql.size() && !is_space(sql[at + 2]);
  return sql[at] != '/' || next == '*';
}

/// Behind the quotes that open at `at`; npos where they may not close.
std::size_t behind_quotes(std::string_view sql, std::size_t at) {
  const std::size_t close = sql.find(sql[at], at + 1);
  if (close == std::string_view::npos) return close;
  const std::string_view inside = sql.substr(at, close - at);
  // Not every database has quotes of this kind, so what is in them has to be harmless.
  const bool is_plain = sql[at] == '`' ? std::all_of(inside.begin() + 1, inside.end(), is_word)
                                       : inside.find('\\') == std::string_view::npos &&
                                             inside.find('\0') == std::string_view::npos;
  return is_plain ? close + 1 : std::string_view::npos;
}

/// Behind the comment to the end of the line that begins at `at`; npos where it holds a NUL.
std::size_t behind_line(std::string_view sql, std::size_t at) {
  const std::size_t end = std::min(sql.find('\n', at), sql.size());
  return sql.substr(at, end - at).find('\0') == std::string_view::npos ? end
                                                                       : std::string_view::npos;
}

/// The size of the word at the front of a text if it must begin a statement: no `go`, no
/// `DELIMITER`.
std::size_t size_of_first_word(std::string_view sql) {
  const auto end = std::find_if_not(sql.begin(), sql.end(), is_word);
  const std::string_view word = sql.substr(0, static_cast<std::size_t>(end - sql.begin()));
  return word.size() > 2 && !equals_ignoring_case(word, "delimiter") ? word.size() : 0;
}

}  // namespace

bool is_plainly_whole(std::string_view sql) {
  bool has_word = false;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    if (is_doubtful(sql, at)) return false;
    if (c == '\'' || c == '"' || c == '`') {
      at = behind_quotes(sql, at);
    } else if (c == '-' && sql.substr(at + 1).starts_with('-')) {
      at = behind_line(sql, at);
    } else if (!has_word && is_letter(c)) {
      const std::size_t size = size_of_first_word(sql.substr(at));
      if (size == 0) return false;
      has_word = true;
      at += size;
    } else {
      ++at;
    }
    if (at == std::string_view::npos) return false;
  }
  return has_word;
}

bool is_surely_closed(std::istream& input, const sql::Syntax& syntax, const Text& delimiter) {
  Scan scan(input, syntax);
  const std::string_view own = delimiter.or_empty();
  const bool is_plain = std::none_of(own.begin(), own.end(), [&](char c) {
    return c == '\\' || (c != '/' && scan.is_special(c));
  });
  return is_plain && scan.run();
}

bool has_no_comments(std::string_view sql) {
  for (const std::string_view mark : {"--", "/*", "#"}) {
    if (sql.find(mark) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace ebbtide
