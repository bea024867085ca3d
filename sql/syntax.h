#pragma once

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
  bool backtick_names = true;           ///< `a name`
  bool bracket_names = false;           ///< [a name]
  bool semicolons_in_brackets = false;  ///< a `;` between brackets ends nothing: RULE … DO (a; b)
  bool bare_routine_bodies = false;     ///< the body of a routine may be an IF or a loop, no BEGIN
};

}  // namespace ebbtide
