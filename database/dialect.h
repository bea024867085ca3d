#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/literal.h"
#include "database/names.h"
#include "database/statement.h"
#include "database/table.h"
#include "sql/data_type.h"
#include "sql/syntax.h"

namespace ebbtide {

struct SqlLock;

/// The version of a database server, as far as SQL depends on it.
struct ServerVersion {
  int major = 0;
  int minor = 0;
  int patch = 0;

  /// Reads `15.3` or `10.11.6-MariaDB`; parts that are missing are those of `otherwise`.
  static ServerVersion parse(std::string_view text, ServerVersion otherwise);
  static ServerVersion parse(std::string_view text);
  friend auto operator<=>(const ServerVersion&, const ServerVersion&) = default;
};

/// What a database can do that changes plan by.
enum class Feature {
  sequences,
  transactional_ddl,  ///< a changeset can be undone as a whole when it fails
  tablespaces,
  deferrable_keys,
  create_or_replace_view,
  remarks,  ///< tables and columns can carry a comment
  view_remarks,
  column_remarks_inline,  ///< remarks belong to the column's definition, not to a statement
  multi_row_insert,
  alter_column,           ///< a column's type and NOT NULL can be changed in place
  keys_guard_tables,      ///< a table that a foreign key points to cannot be dropped
  keys_need_indexes,      ///< nor can the last index of a foreign key's own columns
  cascaded_drops,         ///< DROP … CASCADE drops what needs the object too
  views_know_tables,      ///< the catalog tells exactly which tables a view reads
  limited_texts,          ///< a column keeps no more letters than its type says
  schemas,                ///< a database has several
  schemas_are_databases,  ///< the name of a schema is that of a database
  unchecked_keys          ///< changelogs are told that foreign keys can go unchecked
};

/// One thing a dialect does not do as a change asks. `attribute` is empty for the whole change.
struct Restriction {
  enum class Kind {
    unsupported,
    skipped,  ///< does nothing there and is no error, as Liquibase does with sequences
    required,
    refused,            ///< unless it is false
    refused_when_given  ///< even as false
  };
  std::string_view change;
  std::string_view attribute;
  Kind kind;
};

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

class Catalog;

/// The vocabulary of one database's SQL. A word exists where two databases differ; it is ANSI here
/// and a dialect overrides what it spells differently. Spellings are byte for byte those of
/// Liquibase 4.28, so that its scripts and ours can be compared. A dialect is immutable.
class Dialect {
 public:
  explicit Dialect(ServerVersion version) : version_(version) {}
  virtual ~Dialect() = default;

  ServerVersion version() const { return version_; }
  virtual std::string_view name() const = 0;          ///< the word used in dbms="…"
  virtual std::string_view product_name() const = 0;  ///< the word used in messages
  virtual bool has(Feature feature) const = 0;
  virtual std::vector<Restriction> restrictions() const = 0;

  // Names
  std::string quote(std::string_view name, Quoting quoting) const;
  virtual char quote_mark() const { return '"'; }
  virtual bool is_reserved(std::string_view word) const = 0;
  virtual bool must_quote(std::string_view name, Quoting quoting) const;
  /// The schema or catalog that is written before an object; empty for none.
  virtual std::string place(const ObjectName& given, const Names& names) const = 0;
  /// What makes a schema the first to be looked in, and what undoes that; nothing where it is not
  /// set so.
  struct SchemaSwitch {
    std::vector<std::string> enter, leave;
  };
  virtual SchemaSwitch switch_schema(std::string_view, const Names&) const { return {}; }
  /// The name as the catalog of the database stores it when it is not quoted.
  virtual std::string stored_name(std::string_view name, Quoting) const {
    return std::string(name);
  }
  virtual std::string primary_key_name(std::string_view table) const;
  /// The name of a tracking table as `${database.…}` tells it to changelogs.
  virtual std::string told_table_name(std::string_view table) const { return std::string(table); }
  /// The name of an index as CREATE INDEX and as DROP INDEX want it.
  virtual std::string new_index(const ObjectName& index, const Names& names) const {
    return names.quote(index.name);
  }
  virtual std::string index(const ObjectName& index, const Names& names) const {
    return names.object(index);
  }

  // Values
  virtual std::string type(const DataType& type) const;
  virtual std::string_view boolean(bool value) const { return value ? "TRUE" : "FALSE"; }
  /// A boolean as a value of a column of type BIT.
  virtual std::string_view bit(bool value) const { return value ? "1" : "0"; }
  virtual std::string_view now() const { return "NOW()"; }
  virtual bool is_now(std::string_view function) const;
  /// A function that is_now as this database spells it.
  virtual std::string spell_now(std::string_view) const { return std::string(now()); }
  virtual std::string escape(std::string_view text) const;
  std::string text_literal(std::string_view text) const { return "'" + escape(text) + "'"; }
  /// A text of which no line begins like a statement, so that whoever reads a script line by line
  /// is not led astray.
  std::string guarded_literal(std::string_view text) const;
  /// A line break within a text literal, spelled without one.
  virtual std::string line_break_in_literal() const { return "' || CHAR(10) || '"; }
  /// Bytes as a literal.
  virtual std::string binary_literal(std::string_view bytes) const;
  virtual std::string next_value(const std::string& sequence) const;
  virtual std::string current_value(const std::string& sequence) const;
  virtual std::string xml_literal(std::string_view text) const { return text_literal(text); }
  /// Two columns joined into one text.
  virtual std::string concat(const std::string& first, const std::string& separator,
                             const std::string& second) const;
  /// A value in INSERT, UPDATE and the like.
  std::string literal(const Literal& value, const Names& names) const;
  /// A value as the default of a column of this type.
  std::string literal_of_type(const Literal& value, const DataType& type, const Names& names) const;
  /// A value as ALTER … SET DEFAULT wants it, where the column's type is not known.
  std::string default_literal(const Literal& value, const Names& names) const;
  /// The SQL of a function or of a sequence's value.
  std::string expression(const Literal& value, const Names& names) const;

  /// A date, time or moment as Liquibase's prepared statements store it.
  virtual std::string bound_moment(const Literal& value, const Names& names) const {
    return literal(value, names);
  }

  /// What takes the place of bytes in an INSERT into a column of this type.
  virtual std::string binary_placeholder(std::string_view) const { return "?"; }

  // Tables and columns
  virtual std::string auto_increment_clause(const AutoIncrement&) const = 0;
  virtual std::string_view null_clause() const { return ""; }
  /// Whether a lone numbered key column declares the key itself.
  virtual bool declares_numbered_key_inline() const { return false; }
  virtual bool is_generated_clause(std::string_view) const { return false; }
  virtual std::vector<std::string> key_columns(const TableDefinition& table) const;
  virtual std::string table_options(const TableDefinition& table) const;
  virtual bool qualifies(const TableDefinition&) const { return true; }
  virtual std::string drop_table(const std::string& table, bool cascade) const;
  virtual std::string rename_table(const std::string& from, const ObjectName& to,
                                   const Names& names) const;
  virtual std::vector<std::string> add_columns(const AddedColumns& added, const Names& names,
                                               const Catalog& live) const;
  virtual std::vector<std::string> drop_columns(const ObjectName& table,
                                                const std::vector<std::string>& columns,
                                                const Names& names, const Catalog& live) const;
  virtual std::string rename_column(const std::string& table, const std::string& from,
                                    const std::string& to, const Text& type,
                                    const Text& remarks) const;
  virtual std::string modify_type(const std::string& table, const std::string& column,
                                  const DataType& type) const = 0;
  /// What a column loses that had one definition and is stated anew by another, as the texts behind
  /// its name say them: `NOT NULL`, `DEFAULT 7`. None where a statement changes only what it names.
  virtual std::vector<std::string> lost_properties(std::string_view, std::string_view, bool) const {
    return {};
  }
  virtual std::string set_nullable(const std::string& table, const std::string& column,
                                   const Text& type, bool nullable) const;
  /// Whether a column keeps its default when it is set to NULL or NOT NULL.
  virtual bool set_nullable_keeps_default() const { return true; }
  virtual std::vector<std::string> set_default(const ColumnDefault& change, const Names& names,
                                               const Catalog& live) const = 0;
  virtual std::string drop_default(const std::string& table, const std::string& column) const;
  /// Whether the inverse of addColumn drops the default before the column.
  virtual bool drops_default_before_column() const { return true; }
  /// Whether add_columns gives the rows that exist their value in columns that are NOT NULL; else
  /// that takes statements of its own.
  virtual bool fills_not_null_columns() const { return false; }
  virtual std::vector<std::string> add_auto_increment(const NumberedColumn& change,
                                                      const Names& names,
                                                      const Catalog& live) const = 0;

  /// Whether a column that is not the key can number its rows, and whether a column can be added
  /// that is the key.
  virtual bool numbers_any_column() const { return true; }
  virtual bool adds_key_columns() const { return true; }

  // Keys and constraints
  virtual bool names_primary_keys() const { return true; }
  /// Whether the foreign keys of a column go with it when it is dropped.
  virtual bool drops_keys_with_column() const { return true; }
  /// Whether NOT NULL can be a named constraint of a new column.
  virtual bool names_not_null() const { return true; }
  virtual Statements drop_primary_key(const ObjectName& table, const Text& constraint,
                                      const Names& names, const Catalog& live) const = 0;
  virtual std::vector<std::string> add_foreign_key(const ObjectName& table,
                                                   const ForeignKeyDefinition& key,
                                                   const Names& names, const Catalog& live) const;
  virtual std::vector<std::string> drop_foreign_key(const ObjectName& table,
                                                    std::string_view constraint, const Names& names,
                                                    const Catalog& live) const;
  virtual std::string drop_unique(const std::string& table, const std::string& constraint) const;
  virtual std::string_view not_valid_clause() const { return ""; }
  virtual std::string deferrable_clause(bool deferrable, bool initially_deferred) const;
  /// The statement after an index or key asked to be clustered; empty for none.
  virtual std::string cluster(const std::string& table, const std::string& index) const;
  virtual std::string drop_index(const std::string& index, const std::string& table) const;

  // Views, sequences, procedures, remarks
  virtual std::vector<std::string> rename_view(const ObjectName& from, const ObjectName& to,
                                               const Names& names, const Catalog& live) const = 0;
  virtual std::string create_sequence(const std::string& sequence,
                                      const SequenceDefinition& definition) const;
  virtual std::string alter_sequence(const std::string& sequence,
                                     const SequenceDefinition& definition) const;
  virtual std::string_view no_cycle_clause() const { return " NO CYCLE "; }
  virtual std::string drop_sequence(const std::string& sequence) const {
    return "DROP SEQUENCE " + sequence;
  }
  virtual std::string set_table_remarks(const std::string& table, std::string_view remarks) const;
  virtual std::string set_column_remarks(const std::string& table, const std::string& column,
                                         const Text& type, std::string_view remarks) const;

  // Rows
  /// INSERT that becomes an UPDATE where the key exists; see loadUpdateData.
  /// Whether the rows of loadData are prepared statements where nothing is said of that; such a
  /// statement names a column as often as the file does.
  virtual bool prepares_loaded_rows() const { return true; }
  virtual Statements insert_or_update(const struct RowUpsert& row) const = 0;

  /// The locks that one effect of a statement takes, in the words of the database.
  virtual std::vector<SqlLock> locks(const sql::Effect& effect) const = 0;

  // The history and lock tables, and scripts
  virtual std::string tracking_table(std::string_view name) const { return std::string(name); }
  virtual std::string_view tracking_timestamp_type() const = 0;
  virtual std::string tag_last_row(const std::string& table, const std::string& tag) const = 0;
  /// `column = 'text'` that holds for this very text and for no other one that the column's
  /// collation takes for the same. `text` is spelled as SQL.
  virtual std::string is_exactly(const std::string& column, const std::string& text) const {
    return column + " = " + text;
  }
  /// A query that fails where the table has no row that meets the condition or, with `is_there`
  /// false, where it has one; it can be sent together with the statement it is about. Empty where
  /// only the number of changed rows can tell.
  virtual std::string row_proof(const std::string& /*table*/, const std::string& /*condition*/,
                                bool /*is_there*/) const {
    return "";
  }
  /// Whether an error with this code and text is that of a row_proof.
  virtual bool is_failed_proof(std::string_view /*state*/, std::string_view /*message*/) const {
    return false;
  }
  virtual sql::Syntax syntax() const = 0;
  /// SQL that was written for a JDBC driver, as the database itself takes it.
  virtual std::string without_jdbc_escapes(std::string sql) const { return sql; }
  /// A text of several statements as the JDBC driver hands it on.
  virtual std::string without_blank_statements(std::string sql) const { return sql; }
  virtual std::string_view line_comment() const { return "--"; }
  /// What a script sets before each step so that it finds the default schema; empty for nothing.
  virtual std::vector<std::string> session_setup(const Names&) const { return {}; }

 protected:
  /// The statements for the constraints that come with an added column.
  static void append_constraints(const AddedColumns::Column& column, const std::string& table,
                                 const Names& names, std::vector<std::string>& sql);

 private:
  ServerVersion version_;
};

/// One row of loadUpdateData: names and values spelled as SQL.
struct RowUpsert {
  struct Cell {
    std::string column;
    std::string value;
    bool is_key = false;
    bool may_update = true;
  };
  std::string table;
  std::vector<Cell> cells;
  bool only_update = false;

  std::string insert(std::string_view verb) const;  ///< `INSERT INTO …` with another verb
  std::string key_condition() const;
  std::string assignments(std::string_view separator) const;
  std::string update() const;  ///< empty where nothing is to be updated
};

}  // namespace ebbtide
