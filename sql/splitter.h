#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/blocks.h"
#include "sql/cursor.h"
#include "sql/delimiter.h"
#include "sql/lexer.h"
#include "sql/statement_text.h"
#include "sql/syntax.h"
#include "text/text.h"

namespace ebbtide {

/// How a changelog wants a text to be taken apart: the attributes of `sql` and `sqlFile`.
struct SplitOptions {
  Text delimiter;  ///< absent for `;`
  bool split = true;
  bool strip_comments = false;
  bool strip_bodies = true;   ///< with strip_comments: in the bodies of routines too
  bool go_lines = true;       ///< beside `;`: a line that is only `go` or `/` ends a statement
  bool keep_returns = false;  ///< carriage returns are part of the text, and end comments
};

/// What in a SQL text swallows what is behind it: something that is begun and never closed, or a
/// letter at which the client libraries of databases cut a text.
struct SqlFlaw {
  std::string what;      ///< `the comment that begins here is never closed; close it`
  std::uint64_t at = 0;  ///< the byte it begins at, not counting carriage returns
};

/// Takes SQL text apart into its statements, reading no further than it must, so that a file of any
/// size passes through a buffer of one statement. A delimiter counts outside strings, comments and,
/// for the plain `;`, BEGIN … END blocks. Beside `;`, a line that is only `go` or `/` ends a
/// statement. A statement comes without blanks at its ends and without its delimiter; a delimiter
/// of the changelog's own that stands at the very end goes also where nothing is split. Empty
/// statements are left out; one of comments that are kept is a statement. Of the comments before
/// the first code of a statement, and of a text of nothing else, the last 64 kB are kept.
///
/// Borrows the stream. `begin` and `flaw` are about what was read so far: ask for the place after
/// each statement, for flaws after the last.
class SqlSplitter {
 public:
  /// Reads nothing yet. A delimiter that cannot be used shows in delimiter_problem at once.
  SqlSplitter(std::istream& input, const sql::Syntax& syntax, const SplitOptions& options);
  /// The same of a text, which is borrowed; carriage returns in it stay.
  SqlSplitter(std::string_view text, const sql::Syntax& syntax, const SplitOptions& options);

  /// The next statement; nothing at the end.
  std::optional<std::string> next();
  /// The same without a copy, valid until the next one is asked for; of a text, a statement that
  /// stands in it as it is comes as that part of it, and is valid as long as the text.
  std::optional<std::string_view> next_view();
  /// From now on the code of statements is kept while they are read.
  void keep_code() { keeps_code_ = true; }
  /// The code of the statement that came last, which is not read a second time for it where it is
  /// kept, stands in a text as it is, and ended as plain SQL ends. Valid as long as the statement.
  sql::Cursor code() const;
  /// Whether a `;` ends the statements at this place.
  bool ends_at_semicolons() const { return split_ && plain_semicolon_; }

  /// Where the statement that came last begins, behind the comments before it: a byte of the text,
  /// not counting carriage returns.
  std::uint64_t begin() const { return begin_; }
  /// What is wrong with the text as far as it has been read: with all of it at the end. The first
  /// thing, where there are several. The statements come all the same, as a server would get them.
  std::optional<SqlFlaw> flaw() const;
  /// What is wrong with the delimiter it was given; empty for nothing.
  const std::string& delimiter_problem() const { return delimiters_.problem(); }
  /// Where the first delimiter stands; nothing where there is none.
  const std::optional<std::uint64_t>& first_delimiter() const { return first_delimiter_; }

 private:
  SqlSplitter(sql::Lexer lexer, StatementText statement, const sql::Syntax& syntax,
              const SplitOptions& options);
  char peek(std::size_t at = 0) {
    const std::string_view letters = lexer_.ahead(at + 1);
    return letters.size() > at ? letters[at] : '\0';
  }
  /// A glance at one letter: where `;` is the delimiter, no other letter than these can begin one,
  /// or the command that sets one.
  bool may_end_here() {
    if (!split_ || goes_on_) return false;
    const char c = peek();
    return !plain_semicolon_ || c == ';' || (at_line_start() && contains("/gGdD", {&c, 1}));
  }
  std::uint64_t offset() const { return lexer_.place().offset; }
  bool at_line_start() const { return last_ == '\n'; }
  bool rest_of_line_is_blank(std::size_t from);
  std::size_t delimiter_here();
  bool is_here(const SqlDelimiters::Delimiter& delimiter);
  std::size_t token_size();
  bool read_delimiter_command();
  void read_token();
  void read_token_after_pattern();
  bool take_backticks();
  void take_token(const sql::Token& token);
  void take_blank(const sql::Token& token);
  void take_comment(const sql::Token& token);
  void take_code(const sql::Token& token);
  void take_word(const sql::Token& token);
  std::size_t word_size();
  std::size_t delimiter_behind(std::size_t size);
  void forget_first_comments();
  void drop_last_delimiter();
  void keep(const sql::Token& token);
  void begin_statement();
  bool finish(bool is_last);

  sql::Syntax syntax_;
  sql::Lexer lexer_;
  bool split_;
  bool strip_;
  bool plain_semicolon_;
  SqlDelimiters delimiters_;
  SqlBlocks blocks_;
  bool has_own_delimiter_;
  bool go_lines_;
  bool strip_bodies_;

  StatementText statement_;
  std::string_view finished_;  ///< the statement that came last
  std::string stripped_;       ///< that statement, where comments in its bodies went
  bool keeps_code_ = false;
  bool has_code_ = false;  ///< all code of the statement is among the tokens
  std::shared_ptr<std::vector<sql::Token>> tokens_;
  std::vector<std::size_t> comments_;  ///< where those before the first code begin in the statement
  std::size_t closed_ = 0;             ///< the end of the last string or comment in the statement
  std::optional<std::uint64_t> begun_;
  std::uint64_t begin_ = 0;
  bool has_dollar_quoted_ = false;  ///< in the statement that is being read
  bool goes_on_ = false;            ///< the last token does
  bool leaves_out_rest_ = false;    ///< of a comment that goes on

  std::optional<SqlFlaw> flaw_;
  std::optional<std::uint64_t> first_delimiter_;
  std::uint64_t opened_ = 0;  ///< where the token began that goes on
  std::string open_name_;     ///< what it is called where it is never closed
  char last_ = '\n';
  std::uint64_t word_end_ = 0;  ///< no delimiter stands before: it would cut a word
  std::string before_;          ///< with a pattern: the token before this one
};

/// All statements of a text.
std::vector<std::string> split_sql(std::string_view text, const sql::Syntax& syntax,
                                   const SplitOptions& options);

/// What is wrong with a text; nothing where every comment, string and quoted name in it is closed
/// and it has no NUL. Reads all of it.
std::optional<SqlFlaw> find_flaw(std::string_view sql, const sql::Syntax& syntax);

/// How much of a statement stands before its first word or sign: blanks and comments.
std::size_t comments_before(std::string_view sql, const sql::Syntax& syntax);

/// Whether the text has nothing a database could run: only blanks and comments. A comment that is
/// never closed is no comment, nor is one with a NUL, which would be cut there. MySQL's executable
/// comments are code, also those that this server is too old for.
bool is_only_comments(std::string_view sql, const sql::Syntax& syntax);

/// Whether a text begins with a comment that is never closed.
bool is_open_comment(std::string_view sql, const sql::Syntax& syntax);

}  // namespace ebbtide
