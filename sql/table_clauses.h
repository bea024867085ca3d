#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/cursor.h"

namespace ebbtide::sql {

/// One thing that the text of a table says of a column or of the table.
struct TableClause {
  enum class Kind {
    primary_key,
    unique,
    foreign_key,
    check,
    not_null,
    by_default,
    collation,
    generated,
    other
  };
  Kind kind = Kind::other;
  std::string name = {};   ///< behind CONSTRAINT; empty where it has none
  std::string text = {};   ///< as it is written, without that name: `CHECK (a > 0)`
  std::string value = {};  ///< what a default is, or what stands in the brackets of an expression
  std::vector<std::string> columns = {};  ///< of a key that the table states

  /// Whether it has this word, not within brackets.
  bool has(std::string_view word, const Syntax& syntax) const;
  /// The word behind these, in capitals, not within brackets; empty where they are not there.
  std::string word_behind(std::initializer_list<std::string_view> words,
                          const Syntax& syntax) const;
};

/// A column, or a constraint that the table states.
struct TablePart {
  std::string column = {};      ///< its name, without quotes; empty for a constraint
  std::string definition = {};  ///< what stands behind that name, as it is written
  std::string type = {};        ///< what of it stands before the first clause
  std::vector<TableClause> clauses = {};
};

/// Takes a CREATE TABLE apart, of SQLite above all, which keeps nothing but this text. Throws Error
/// where the text has no list of columns.
std::vector<TablePart> table_parts(std::string_view create_table, const Syntax& syntax);

/// The parts of the index that a CREATE INDEX makes, each without its collation and direction, and
/// what it is limited to; nothing where the text is another one.
struct IndexText {
  std::vector<std::string> parts = {};
  std::string predicate = {};
};
IndexText index_text(std::string_view create_index, const Syntax& syntax);

/// The query of a CREATE VIEW; empty where it has none.
std::string query_of_view(std::string_view create_view, const Syntax& syntax);

/// The tokens that part a list: the bracket that opens it, its commas, and the bracket that closes.
/// Throws Error where the text has no list.
std::vector<Token> list_marks(std::string_view text, const Syntax& syntax);
bool begins_constraint(const Cursor& part);
/// Whether a clause of a column's definition begins here, behind the token `previous`. `NOT NULL`,
/// `DEFAULT NULL`, `SET NULL` and `NOT DEFERRABLE` are not two.
bool begins_clause(const Cursor& at, const Token* previous);

}  // namespace ebbtide::sql
