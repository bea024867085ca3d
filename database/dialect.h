#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/facts.h"
#include "database/literal.h"
#include "database/names.h"
#include "database/statement.h"
#include "database/table.h"
#include "sql/data_type.h"

namespace ebbtide {

class Definitions;

struct SequenceDefinition {
  Text data_type, start, increment, min, max, cache;
  std::optional<bool> ordered, cycle;
};

/// The columns of one ADD COLUMN, and the constraints that come with them.
struct AddedColumns {
  struct Column {
    ColumnDefinition definition;
    std::optional<UniqueDefinition> unique;
    std::optional<ForeignKeyDefinition> foreign_key;
    std::optional<Literal> value;  ///< what the rows that exist get in a column that is NOT NULL
  };
  ObjectName table;
  std::vector<Column> columns;
};

/// A column that gets a default value.
struct ColumnDefault {
  ObjectName table;
  std::string_view column;
  Text data_type;
  Literal value;
};

/// A column whose rows are to be numbered.
struct NumberedColumn {
  ObjectName table;
  std::string_view column;
  Text data_type;
  AutoIncrement numbering;
};

/// A column that gets another name. MySQL states its type and its remarks anew.
struct RenamedColumn {
  ObjectName table;
  std::string_view from, to;
  Text data_type, remarks;
};

/// One row of loadUpdateData. Values are spelled as SQL, names are bare.
struct RowUpsert {
  struct Cell {
    std::string column;
    std::string value;
    bool is_key = false;
    bool may_update = true;
  };
  ObjectName table;
  std::vector<Cell> cells;
  bool only_update = false;

  /// `INSERT INTO …` with another verb.
  std::string insert(std::string_view verb, const Names& names) const;
  std::string key_condition(const Names& names) const;
  /// `column = value` for each that may be updated.
  std::vector<std::string> assignments(const Names& names) const;
  /// With the columns in the order of their names; empty where nothing is to be updated.
  std::string update(const Names& names) const;
};

/// The vocabulary of one database's SQL. A word exists where two databases say the same in other
/// ways; what they only spell differently, or do or do not, are facts. A word is ANSI here and a
/// dialect overrides what it says differently. Words take names as changelogs give them and quote
/// them by the site. They are byte for byte Liquibase 4.28's, so that its scripts and ours can be
/// compared. A dialect is immutable.
///
/// To add a word: declare it here, in ANSI where there is such; say it in dialect.cpp; override it
/// in the dialects that say it differently. To add a database for scripts alone: a folder with its
/// facts and its words, and a row in drivers.cpp; tests/toy_dialect is one. One with a session
/// needs what connection.h says too.
class Dialect {
 public:
  explicit Dialect(Facts facts) : facts_(facts) {}
  virtual ~Dialect() = default;

  const Facts& facts() const { return facts_; }

  /// How it makes what a schema consists of; see definitions.h. What is made must not outlive the
  /// dialect.
  virtual std::unique_ptr<const Definitions> definitions(const Names& names) const;

  // Places and names
  /// The schema or catalog that is written before an object; empty for none.
  virtual std::string place(const ObjectName& given, const Names& names) const = 0;
  /// What makes a schema the first to be looked in, and what undoes that; nothing where it is not
  /// set so.
  struct SchemaSwitch {
    std::vector<std::string> enter, leave;
  };
  virtual SchemaSwitch switch_schema(std::string_view, const Names&) const { return {}; }
  /// What a session sets so that it finds the default schema; empty for nothing.
  virtual std::vector<std::string> session_setup(const Names&) const { return {}; }
  virtual std::string primary_key_name(std::string_view table) const;

  /// How a column of this type is declared. A type of no known family stays as it was declared.
  /// Throws Error for one that the database cannot have, such as a moment with nine digits.
  virtual std::string type(const DataType& type) const;
  /// What stands behind the type of a column that numbers its rows, with a blank in front: `
  /// AUTO_INCREMENT`.
  virtual std::string auto_increment_clause(const AutoIncrement& numbering) const = 0;
  /// What stands behind the list of columns of CREATE TABLE, with a blank in front; empty for
  /// nothing.
  virtual std::string table_options(const TableDefinition& table) const;

  // Tables and columns
  virtual Statements rename_table(const ObjectName& from, const ObjectName& to,
                                  const Site& site) const;
  /// New columns, with the constraints that come with them, in as many statements as it takes.
  virtual Statements add_columns(const AddedColumns& added, const Site& site) const;
  virtual Statements drop_columns(const ObjectName& table, const std::vector<std::string>& columns,
                                  const Site& site) const;
  virtual Statements rename_column(const RenamedColumn& change, const Site& site) const;
  virtual Statements modify_type(const ObjectName& table, std::string_view column,
                                 const DataType& type, const Site& site) const = 0;
  /// `type` is that of the column, absent where the changelog does not tell it; MySQL's statement
  /// needs it.
  virtual Statements set_nullable(const ObjectName& table, std::string_view column,
                                  const Text& type, bool nullable, const Site& site) const;
  virtual Statements set_default(const ColumnDefault& change, const Site& site) const = 0;
  virtual Statements add_auto_increment(const NumberedColumn& change, const Site& site) const = 0;
  /// What a column loses that had one definition and is stated anew by another, as the texts behind
  /// its name say them: `NOT NULL`, `DEFAULT 7`. None where a statement changes only what it names.
  virtual std::vector<std::string> lost_properties(std::string_view, std::string_view, bool) const {
    return {};
  }

  /// `constraint` is the name of the key, absent where the changelog does not tell it.
  virtual Statements drop_primary_key(const ObjectName& table, const Text& constraint,
                                      const Site& site) const = 0;
  virtual Statements add_foreign_key(const ObjectName& table, const ForeignKeyDefinition& key,
                                     const Site& site) const;
  virtual Statements drop_foreign_key(const ObjectName& table, std::string_view constraint,
                                      const Site& site) const;

  // Views, sequences, remarks
  virtual Statements rename_view(const ObjectName& from, const ObjectName& to,
                                 const Site& site) const = 0;
  virtual Statements create_sequence(const ObjectName& sequence,
                                     const SequenceDefinition& definition, const Site& site) const;
  virtual Statements set_table_remarks(const ObjectName& table, std::string_view remarks,
                                       const Site& site) const;
  virtual Statements set_column_remarks(const ObjectName& table, std::string_view column,
                                        const Text& type, std::string_view remarks,
                                        const Site& site) const;

  /// What drops the things that a statement which failed may have left half made, so that they are
  /// not in the way of its next attempt; nothing where nothing can be left.
  virtual Statements clear_the_way(const sql::Effects&, const Site&) const { return {}; }

  // Rows
  /// INSERT that becomes an UPDATE where the key exists; see loadUpdateData.
  virtual Statements insert_or_update(const RowUpsert& row, const Site& site) const = 0;
  /// Gives the row of the history that was written last a tag.
  virtual Statements tag_last_row(const ObjectName& history, std::string_view tag,
                                  const Site& site) const = 0;
  /// A query that fails where the table has no row that meets the condition or, with `is_there`
  /// false, where it has one; it can be sent together with the statement it is about. Empty where
  /// only the number of changed rows can tell.
  virtual std::string row_proof(const std::string& /*table*/, const std::string& /*condition*/,
                                bool /*is_there*/) const {
    return "";
  }
  /// A query that has a row where something may keep a row away that is inserted into the table, or
  /// take it back: a trigger, a rule. Empty where nothing can.
  virtual std::string watchers(const ObjectName& /*table*/, const Names& /*names*/) const {
    return "";
  }
  /// Whether an error with this code and text is that of a row_proof.
  virtual bool is_failed_proof(std::string_view /*state*/, std::string_view /*message*/) const {
    return false;
  }

 private:
  Facts facts_;
};

/// The statements for the constraints that come with an added column.
void append_constraints(const AddedColumns::Column& column, const ObjectName& table,
                        const Names& names, Statements& statements);

}  // namespace ebbtide
