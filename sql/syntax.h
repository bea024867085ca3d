#pragma once

#include <cstddef>
#include <string_view>

namespace ebbtide::sql {

/// Where `--` begins a comment.
enum class Dashes {
  always,
  before_blank,     ///< where a blank, a control character or the end follows: `5--3` is 8
  not_in_operation  ///< nor where it follows an operand at once: what people write and a server
                    ///< refuses, `--note`, is a comment, `5--3` is none
};

/// What a name without quotes becomes; `none` where it stays as it is written and the server
/// compares without case.
enum class Fold { none, lower, upper };

/// How one database reads SQL: data, so that nothing here knows a database's name. It is one of the
/// facts of a database; what depends on the version or the mode of the session (backslashes,
/// ANSI_QUOTES, the version in comments) is set when these are made. The default is plain SQL:
/// names in double quotes, texts in single ones, `--` and flat block comments.
///
/// To add a rule of reading: a member here that is off by default, its use in the lexer or in
/// SqlBlocks, the value in the facts of the databases that have it, a line in
/// tests/sql/readings.txt. The quick look of closed.cpp has to know it too, or to call it doubtful.
struct Syntax {
  std::string_view name_marks = "\"\"";  ///< what names stand between: `""`, pairs for `[]`
  bool double_quotes_are_text = false;   ///< "it\"s": with backslashes, where these escape
  bool dollar_quotes = false;            ///< $$ … $$ and $tag$ … $tag$
  bool backslash_escapes = false;        ///< 'it\'s'
  bool escape_strings = false;           ///< E'it\'s', whatever other strings have
  Dashes dashes = Dashes::always;
  bool hash_comments = false;         ///< # to the end of the line
  bool returns_end_comments = false;  ///< a CR ends the line of a comment too
  bool nested_comments = false;       ///< /* /* */ */
  bool delimiter_command = false;     ///< the client's DELIMITER line
  bool executable_comments = false;   ///< /*! … */ is SQL
  bool mariadb_comments = false;  ///< /*M! … */ is, and /*!50700 … */ to /*!99999 … */ is not
  /// The server's version as executable comments say it, 101106: those that ask for a later one are
  /// comments. With 0 none is.
  int comment_version = 0;
  bool semicolons_in_brackets = false;  ///< a `;` between brackets ends nothing: RULE … DO (a; b)
  bool bare_routine_bodies = false;     ///< the body of a routine may be an IF or a loop, no BEGIN
  /// A setting that lasts for the session, by whatever statement or function it is set: a statement
  /// that names it anywhere may set it. It has an underscore. Empty where there is none.
  std::string_view lasting_setting = {};
  bool has_exact_reader = false;  ///< sql/postgresql.h knows this grammar
  Fold fold = Fold::none;
  std::size_t longest_name = 0;  ///< in bytes: what is longer is cut; 0 for none
};

/// As Liquibase does: where comments are left out anyway, `--` without a blank begins one too,
/// which MySQL itself refuses.
inline Syntax leaving_out_comments(Syntax syntax) {
  if (syntax.dashes == Dashes::before_blank) syntax.dashes = Dashes::not_in_operation;
  return syntax;
}

}  // namespace ebbtide::sql
