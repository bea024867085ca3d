#pragma once

#include <deque>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace ebbtide {

/// What the lexer of one database takes for a string, a comment or a block.
struct SqlSyntax {
  bool dollar_quotes = false;        ///< $$ … $$ and $tag$ … $tag$
  bool backslash_escapes = false;    ///< 'it\'s'
  bool hash_comments = false;        ///< # to the end of the line
  bool nested_comments = false;      ///< /* /* */ */
  bool delimiter_command = false;    ///< the client's DELIMITER line
  bool executable_comments = false;  ///< /*! … */ is SQL
  bool mariadb_comments = false;  ///< /*M! … */ is, and /*!50700 … */ to /*!99999 … */ is not
  /// The server's version as executable comments say it, 101106: those that ask for a later one are
  /// comments. With 0 none is.
  int comment_version = 0;
};

struct SplitOptions {
  Text delimiter;  ///< absent for `;`
  bool split = true;
  bool strip_comments = false;
  bool strip_bodies = true;  ///< with strip_comments: in the bodies of routines too
};

/// Takes SQL text apart into its statements, reading no further than it must, so that a file of any
/// size passes through a buffer of one statement. A delimiter counts outside strings, comments and,
/// for the plain `;`, BEGIN … END blocks. Beside `;`, a line that is only `go` or `/` ends a
/// statement. A statement comes without blanks at its ends and without its delimiter.
class SqlSplitter {
 public:
  SqlSplitter(std::istream& input, const SqlSyntax& syntax, const SplitOptions& options);

  /// The next statement; nothing at the end.
  std::optional<std::string> next();

 private:
  struct Delimiter {
    std::string text;  // lower case
    bool at_line_start = false;
    bool to_line_end = false;
  };

  static std::vector<Delimiter> parse_delimiter(const Text& delimiter);
  bool fill(std::size_t size);
  std::string_view ahead(std::size_t size);
  char peek(std::size_t at = 0);
  void take(std::size_t size);
  void take_comment(std::size_t size);
  bool at_line_start() const;
  bool rest_of_line_is_blank(std::size_t from);
  std::size_t delimiter_here();
  bool read_delimiter_command();
  void read_token();
  void read_word();
  void read_number();
  std::size_t delimiter_behind(std::size_t word_size);
  void read_quoted(char close, bool backslash);
  void read_dollar_quoted(std::size_t tag_size);
  std::size_t dollar_tag_here();
  void read_line_comment();
  void read_block_comment();
  void note_word(std::string_view word);
  std::string finish();

  std::istream& input_;
  SqlSyntax syntax_;
  bool split_;
  bool strip_;
  bool plain_semicolon_;
  std::vector<Delimiter> delimiters_;
  std::string buffer_;
  std::size_t position_ = 0;
  std::string statement_;
  char last_ = '\n';
  std::size_t blocks_ = 0;
  bool statement_start_ = true;
  bool after_end_ = false;
  bool after_begin_ = false;
  bool strip_bodies_;
  bool has_dollar_quoted_ = false;  ///< in the statement that is being read
};

/// All statements of a text.
std::vector<std::string> split_sql(std::string_view text, const SqlSyntax& syntax,
                                   const SplitOptions& options);

/// Whether the text has nothing a database could run: only blanks and comments.
bool is_only_comments(std::string_view sql, const SqlSyntax& syntax);

}  // namespace ebbtide
