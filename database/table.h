#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/literal.h"
#include "sql/data_type.h"
#include "text/text.h"

namespace ebbtide {

/// How a column numbers its rows. Numbers are decimal digits.
struct AutoIncrement {
  Text start_with, increment_by;
  Text generation_type;  ///< `ALWAYS` or `BY DEFAULT`
};

/// A column on its way into CREATE TABLE or ADD COLUMN.
struct ColumnDefinition {
  std::string name;
  bool computed = false;  ///< the name is an expression
  std::optional<DataType> type;
  std::optional<Literal> default_value;
  std::optional<AutoIncrement> auto_increment;
  bool not_null = false;
  Text not_null_name;
  bool primary_key = false;
  Text remarks;
  Text after;  ///< the column it follows, where the dialect can place columns
};

struct PrimaryKeyDefinition {
  Text name;
  std::vector<std::string> columns;
  Text tablespace;
  bool validate = true;
  bool deferrable = false;
  bool initially_deferred = false;
};

/// A foreign key on its way into a table that is made or altered. Lists of columns are as the
/// changelog has them, `a, b`. `references` is SQL that somebody wrote, `orders(id)`, and is not
/// looked at.
struct ForeignKeyDefinition {
  Text name;
  std::string columns;  ///< a list such as `a,b`
  Text references;      ///< `table(column)` as written; wins over the names below
  Text referenced_catalog, referenced_schema, referenced_table, referenced_columns;
  Text on_update, on_delete;
  bool validate = true;
  bool deferrable = false;
  bool initially_deferred = false;
};

struct UniqueDefinition {
  Text name;
  std::vector<std::string> columns;
  bool deferrable = false;
  bool initially_deferred = false;
  Text tablespace = {};
  Text for_index_catalog = {}, for_index_schema = {}, for_index = {};
};

/// A table on its way into CREATE TABLE, as a changelog says it and no database has it yet: names
/// are not quoted and not folded, types and defaults are to be spelled for a dialect, and what the
/// changelog leaves open stays open. What a database has is a schema::Table.
struct TableDefinition {
  Text catalog, schema;
  std::string name;
  bool if_not_exists = false;
  Text type;  ///< such as `temporary`
  Text tablespace;
  Text remarks;
  std::vector<ColumnDefinition> columns;
  std::optional<PrimaryKeyDefinition> primary_key;
  std::vector<ForeignKeyDefinition> foreign_keys;
  std::vector<UniqueDefinition> unique_constraints;
};

class Names;

/// The CREATE TABLE statement, its parts in the order Liquibase writes them, and blanks where it
/// has them. Remarks of the table, and of columns where the dialect has no place for them, take
/// statements of their own.
std::string create_table_sql(const TableDefinition& table, const Names& names);

/// ` ADD column TYPE …`: what follows ALTER TABLE for a new column.
std::string add_column_clause(const ColumnDefinition& column, const Names& names);

/// ` DEFAULT …` or, for generated columns, the clause itself.
std::string default_clause(const ColumnDefinition& column, const Names& names);

/// ALTER TABLE … ADD for a constraint of a table that exists; `table` is spelled as SQL.
std::string add_unique_sql(const std::string& table, const UniqueDefinition& unique,
                           const Names& names);
std::string add_foreign_key_sql(const std::string& table, const ForeignKeyDefinition& key,
                                const Names& names);

}  // namespace ebbtide
