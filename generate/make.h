#pragma once

#include <functional>
#include <memory>

#include "changelog/changes/table.h"
#include "generate/piece.h"
#include "generate/spelling.h"

namespace ebbtide {

/// The rows of a table, as a query has them by the expressions of Definitions::shown.
struct TableRows {
  const schema::Table& table;
  std::vector<const schema::Column*> columns;
  std::vector<Definitions::ValueForm> forms = {};  ///< of the columns
  std::vector<std::vector<Text>> rows = {};
  std::string file = {};  ///< that has them, as the changelog names it; empty for none
};

/// What is SQL in a column is text or numbers where all of its values are that.
void simplify(TableRows& rows);

/// Makes pieces of the objects of a schema: a typed change where one says exactly the object, else
/// the statements of the database. Borrows all it is made of.
class Maker {
 public:
  /// `usual_options` are those that a table has of which nothing is said.
  Maker(const Spelling& spelling, std::vector<schema::Option> usual_options)
      : spelling_(spelling),
        definitions_(spelling.definitions()),
        usual_options_(std::move(usual_options)) {}

  /// All that the options want of a schema, in no order yet.
  Pieces everything(const schema::Schema& schema) const;

  /// A table, and what hangs on it as far as that is added to it.
  void table(const schema::Table& table, Pieces& pieces) const;
  Piece key(const schema::Table& table, const schema::Key& key) const;
  Piece primary_key(const schema::Table& table, const schema::Key& key) const;
  Piece foreign_key(const schema::Table& table, const schema::ForeignKey& key) const;
  Piece check(const schema::Table& table, const schema::Check& check) const;
  Piece index(const sql::Name& table, const schema::Index& index) const;
  void view(const schema::View& view, Pieces& pieces) const;
  void sequence(const schema::Sequence& sequence, Pieces& pieces) const;
  Piece type(const schema::Type& type) const;
  Piece routine(const schema::Routine& routine) const;
  Piece program(const schema::Program& program) const;
  Piece extension(const schema::Extension& extension) const;
  Piece schema(const schema::Namespace& schema) const;
  /// Rows of a table as inserts, or from a file of them; none where there are no rows.
  void rows(const TableRows& rows, Pieces& pieces) const;

 private:
  /// A primary key or unique constraint: the change where one says it, which `typed` makes.
  Piece key_piece(schema::Kind kind, const schema::Table& table, const schema::Key& key,
                  bool is_said, const std::function<std::unique_ptr<Change>()>& typed) const;
  Column value(const TableRows& rows, std::size_t column, const Text& value) const;
  Piece empty_rows(const schema::Table& table) const;
  /// `is_said` tells whether it is a createTable.
  Piece table_alone(const schema::Table& table, bool& is_said) const;
  schema::Table wanted(const schema::Table& table) const;
  schema::Table without_usual_options(const schema::Table& table) const;
  bool say_constraints(const schema::Table& table, CreateTable& create) const;
  bool say_table(const schema::Table& table, Piece& piece) const;
  Changes drop_table(const sql::Name& table) const;
  void own_sequence(const schema::Table& table, const schema::Column& column, bool is_said,
                    Changes& changes) const;
  void say_primary_key(const schema::Key& key, const schema::Table& table, Piece& piece) const;
  Piece sql_piece(schema::Kind kind, const sql::Name& object, std::string part,
                  const Definitions::Statements& statements,
                  const Definitions::Statements& undoing) const;
  /// Adds a comment that no attribute says; the piece is then undone as its first change is.
  void comment(Piece& piece, const std::string& statement) const;

  const Spelling& spelling_;
  const Definitions& definitions_;
  std::vector<schema::Option> usual_options_;
};

/// What has to be there before an object: what it uses, and its schema.
std::vector<std::string> needs_of(const sql::Name& object, const std::vector<sql::Name>& uses);

}  // namespace ebbtide
