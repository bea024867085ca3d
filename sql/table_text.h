#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/cursor.h"

namespace ebbtide {

/// The text of a CREATE TABLE taken apart into its column definitions and table constraints, so
/// that one of them can be changed and all others stay as somebody wrote them. SQLite keeps this
/// text as the table's only definition; everything it says (types, checks, collations, generated
/// columns, names of constraints) survives; a comment to the end of its line becomes `/* … */`.
///
/// Names are given without quotes and compared in any case. Definitions and values are given as SQL
/// and not looked at. An edit that throws leaves a text that is of no use.
class TableText {
 public:
  /// Throws Error where the text is no CREATE TABLE with a list of columns.
  TableText(std::string_view create_table, const sql::Syntax& syntax);

  /// Its name in any case, in quotes or without.
  bool has_column(std::string_view name) const;
  /// Appends a column behind the last one; `definition` is `name TYPE …`.
  void add_column(std::string definition);
  /// Appends a table constraint, `CONSTRAINT k FOREIGN KEY (a) REFERENCES o (id)`, behind
  /// everything.
  void add_constraint(std::string constraint);
  /// Removes the column, and constraints that name it alone. Throws Error where it is one of
  /// several columns of a key.
  void drop_column(std::string_view name);
  /// Removes the foreign key of this name, wherever it is written. Throws Error where there is
  /// none.
  void drop_foreign_key(std::string_view name);
  /// Gives the column this default, spelled as SQL, in the place of the one it has. Throws Error
  /// where there is no such column.
  void set_default(std::string_view column, const std::string& value);
  /// Takes the primary key off the table, wherever it is written; nothing where it has none. The
  /// columns stay NOT NULL where they say so themselves.
  void drop_primary_key();
  /// Makes the column the table's numbered key: INTEGER PRIMARY KEY AUTOINCREMENT, which is what
  /// the column's type, key, default and UNIQUE give way to.
  void number(std::string_view column);

  /// Gives the column another name, also in the keys, checks and expressions of the table. The new
  /// name is given without quotes and gets some.
  void rename_column(std::string_view from, std::string_view to);
  /// Points the references to a table of one name to another one.
  void rename_referenced(std::string_view from, std::string_view to);
  /// Gives a column of a table that is referred to another name there.
  void rename_referenced_column(std::string_view table, std::string_view from, std::string_view to);

  std::vector<std::string> column_names() const;
  /// The CREATE TABLE for a table of this name, already spelled as SQL.
  std::string create(const std::string& name) const;

 private:
  struct Part {
    std::string text;
    bool is_column = false;
  };

  struct Mention;
  Part& column(std::string_view name);
  void rename(std::string_view to, const std::function<bool(const Mention&)>& is_it);
  sql::Cursor at(std::string_view part) const;
  void erase_clause(std::string& part, std::string_view keyword) const;

  sql::Syntax syntax_;
  std::vector<Part> parts_;
  std::string suffix_;  ///< `) WITHOUT ROWID`
};

}  // namespace ebbtide
