#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/blocks.h"
#include "sql/delimiter.h"
#include "sql/syntax.h"
#include "text/text.h"

namespace ebbtide {

struct SplitOptions {
  Text delimiter;  ///< absent for `;`
  bool split = true;
  bool strip_comments = false;
  bool strip_bodies = true;  ///< with strip_comments: in the bodies of routines too
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
/// of the changelog's own that stands at the very end goes also where nothing is split.
class SqlSplitter {
 public:
  SqlSplitter(std::istream& input, const SqlSyntax& syntax, const SplitOptions& options);

  /// The next statement; nothing at the end.
  std::optional<std::string> next();

  /// Where the statement that came last begins, behind the comments before it: a byte of the text,
  /// not counting carriage returns.
  std::uint64_t begin() const { return begin_; }
  /// What is wrong with the text as far as it has been read: with all of it at the end.
  const std::optional<SqlFlaw>& flaw() const { return flaw_; }
  /// What is wrong with the delimiter it was given; empty for nothing.
  const std::string& delimiter_problem() const { return delimiters_.problem(); }
  /// Where the first delimiter stands; nothing where there is none.
  const std::optional<std::uint64_t>& first_delimiter() const { return first_delimiter_; }

 private:
  bool fill(std::size_t size);
  std::string_view ahead(std::size_t size);
  char peek(std::size_t at = 0);
  std::uint64_t offset() const { return read_before_ + position_; }
  void note_flaw(std::string what, std::uint64_t at);
  void skip(std::size_t size);
  void take(std::size_t size);
  void take_comment(std::size_t size);
  std::size_t token_size();
  std::size_t pattern_here();
  void read_token_after_pattern();
  bool at_line_start() const;
  bool rest_of_line_is_blank(std::size_t from);
  std::size_t delimiter_here();
  bool read_delimiter_command();
  void read_token();
  void read_sign();
  void read_word();
  void read_number();
  std::size_t delimiter_behind(std::size_t word_size);
  void read_quoted(char close, bool backslash);
  void read_dollar_quoted(std::size_t tag_size);
  std::size_t dollar_tag_here();
  void read_line_comment();
  void read_block_comment();
  void drop_last_delimiter();
  std::string finish(bool is_last);

  std::istream& input_;
  SqlSyntax syntax_;
  bool split_;
  bool strip_;
  bool plain_semicolon_;
  SqlDelimiters delimiters_;
  std::string buffer_;
  std::size_t position_ = 0;
  std::uint64_t read_before_ = 0;  ///< how much of the text is no longer in the buffer
  std::string statement_;
  std::size_t closed_ = 0;  ///< the end of the last string or comment in the statement
  std::optional<std::uint64_t> begun_;
  std::uint64_t begin_ = 0;
  std::optional<SqlFlaw> flaw_;
  std::optional<std::uint64_t> first_delimiter_;
  std::optional<std::uint64_t> executable_comment_;  ///< where one is open
  char last_ = '\n';
  std::string before_;  ///< with a pattern: the token before this one
  SqlBlocks blocks_;
  bool has_own_delimiter_;
  bool strip_bodies_;
  bool has_dollar_quoted_ = false;  ///< in the statement that is being read
};

/// All statements of a text.
std::vector<std::string> split_sql(std::string_view text, const SqlSyntax& syntax,
                                   const SplitOptions& options);

/// What is wrong with a text; nothing where every comment, string and quoted name in it is closed.
std::optional<SqlFlaw> find_flaw(std::string_view sql, const SqlSyntax& syntax);

/// How much of a statement stands before its first word or sign: blanks and comments.
std::size_t comments_before(std::string_view sql, const SqlSyntax& syntax);

/// Whether the text has nothing a database could run: only blanks and comments. A comment that is
/// never closed is no comment.
bool is_only_comments(std::string_view sql, const SqlSyntax& syntax);

}  // namespace ebbtide
