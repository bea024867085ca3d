// Lines of a table are the server's own: a column, a key and an index have theirs.
//
// A table is a matter of createTable where it has no options beside the usual ones, no partitions
// and no check in a column, and its AUTO_INCREMENT is the first column of its primary key. Any
// other is a statement of the server's own lines, but for foreign keys, which come when all tables
// are there. Partitioned tables and those with versioned rows are made as SHOW CREATE TABLE has
// them.
//
//   int(11)          declared as `int`: MariaDB shows a width that nobody has to give
//   enum, set        never declared: their labels could not be told from the rest of a type
//   timestamp        never: without NULL or a default the server adds its own
//
// A column is changed by stating it anew, a key goes by words of its own (DROP PRIMARY KEY, DROP
// FOREIGN KEY, DROP INDEX). Partitions cannot be changed one by one here: where the clause or the
// list differs all of it is said again. A routine is dropped and made, since there is no OR REPLACE
// on MySQL.
#include "database/mysql/definitions.h"

#include <algorithm>
#include <iterator>

#include "database/facts.h"
#include "database/literals.h"
#include "sql/data_type.h"
#include "sql/edit.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Kind;

const schema::Option* find_option(const schema::Table& table, std::string_view name) {
  const auto found = std::find_if(table.options.begin(), table.options.end(),
                                  [&](const schema::Option& one) { return one.name == name; });
  return found == table.options.end() ? nullptr : &*found;
}

bool is_told_first(const schema::Option& option) {
  return option.name == "engine" || option.name == "charset" || option.name == "collation";
}

/// One of the partitions, which the clause of all of them says.
bool is_partition(const schema::Option& option) { return option.name.starts_with("partition "); }

std::vector<schema::Option> partitions(const schema::Table& table) {
  std::vector<schema::Option> all;
  std::copy_if(table.options.begin(), table.options.end(), std::back_inserter(all), is_partition);
  return all;
}

/// ` ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 …`.
std::string options_text(const schema::Table& table) {
  std::string text;
  for (const auto& [name, word] :
       {std::pair("engine", " ENGINE="), std::pair("charset", " DEFAULT CHARSET="),
        std::pair("collation", " COLLATE=")}) {
    if (const schema::Option* const option = find_option(table, name)) text += word + option->value;
  }
  for (const schema::Option& option : table.options)
    if (!is_told_first(option) && !is_partition(option) && !option.value.empty())
      text += " " + upper(replace_all(option.name, " ", "_")) + "=" + option.value;
  return text;
}

}  // namespace

bool MysqlDefinitions::is_shown(const schema::Table& table) {
  return table.partitioned_by.has_value() || find_option(table, "system versioning") != nullptr;
}

bool MysqlDefinitions::is_made_with(const schema::Table& table, Kind kind) const {
  return kind != Kind::foreign_key || is_shown(table);
}

bool MysqlDefinitions::says_table(const schema::Table& table) const {
  const bool has_columns_check =
      std::any_of(table.checks.begin(), table.checks.end(),
                  [](const schema::Check& check) { return check.is_inline; });
  const auto numbered =
      std::find_if(table.columns.begin(), table.columns.end(),
                   [](const schema::Column& column) { return column.numbering.has_value(); });
  const bool is_keyed = numbered == table.columns.end() ||
                        (table.primary_key && table.primary_key->columns.front() == numbered->name);
  return table.options.empty() && is_keyed && !has_columns_check && !table.partitioned_by &&
         !table.columns.empty();
}

bool MysqlDefinitions::says_column(const schema::Column& column) const {
  return Definitions::says_column(column) && column.options.empty() && !column.generated &&
         !starts_with_ignoring_case(column.type, "timestamp");
}

std::optional<std::string> MysqlDefinitions::declared_type(const std::string& printed) const {
  // The labels of an enum are not to be taken apart.
  if (contains(printed, "'")) return std::nullopt;
  const DataType type = DataType::parse(printed);
  const std::string said = replace_all(lower(names().type(type)), ", ", ",");
  const bool is_same = !type.auto_increment && said == printed;
  if (is_same) return printed;
  // The server shows a width for whole numbers that nobody has to give.
  for (const auto& [declared, shown] :
       {std::pair("int", "int(11)"), std::pair("bigint", "bigint(20)"),
        std::pair("smallint", "smallint(6)")}) {
    if (printed == shown && lower(names().type(DataType::parse(declared))) == declared)
      return declared;
  }
  return std::nullopt;
}

std::optional<Literal> MysqlDefinitions::declared_default(const schema::Column& column) const {
  auto said = Definitions::declared_default(column);
  if (!said && column.by_default && equals_ignoring_case(*column.by_default, "current_timestamp()"))
    return Literal{Literal::Kind::function, *column.by_default};
  return said;
}

bool MysqlDefinitions::says_index(const schema::Index& index) const {
  return Definitions::says_index(index) && index.method == "BTREE" && !index.comment;
}

Definitions::Statements MysqlDefinitions::create_table(const schema::Table& table) const {
  if (is_shown(table) && !table.definition.empty()) return {table.definition};
  std::vector<std::string> lines;
  for (const schema::Column& column : table.columns)
    lines.push_back(quoted(column.name) + " " + column.definition);
  if (table.primary_key) lines.push_back(table.primary_key->definition);
  for (const schema::Key& key : table.uniques) lines.push_back(key.definition);
  for (const schema::Index& index : table.indexes) lines.push_back(index.definition);
  for (const schema::Check& check : table.checks)
    if (!check.is_inline)
      lines.push_back("CONSTRAINT " + quoted(check.name) + " " + check.definition);
  return {"CREATE TABLE " + object(table.name) + " (\n  " + join(lines, ",\n  ") + "\n)" +
          options_text(table) +
          (table.comment ? " COMMENT=" + text_literal(*table.comment, facts()) : "")};
}

Definitions::Statements MysqlDefinitions::add_key(const schema::Table& table,
                                                  const schema::Key& key) const {
  return {alter_table(table.name) + " ADD " + key.definition};
}

Definitions::Statements MysqlDefinitions::create_index(const sql::Name& table,
                                                       const schema::Index& index) const {
  return {alter_table(table) + " ADD " + index.definition};
}

std::string MysqlDefinitions::drop_constraint(const sql::Name& table, Kind kind,
                                              std::string_view name) const {
  if (kind == Kind::primary_key) return alter_table(table) + " DROP PRIMARY KEY";
  const char* const words = kind == Kind::foreign_key ? " DROP FOREIGN KEY "
                            : kind == Kind::unique    ? " DROP INDEX "
                                                      : " DROP CONSTRAINT ";
  return alter_table(table) + words + quoted(name);
}

std::string MysqlDefinitions::drop_index(const sql::Name& table, std::string_view name) const {
  return alter_table(table) + " DROP INDEX " + quoted(name);
}

/// What is no text is shown by its bytes.
Definitions::ShownColumn MysqlDefinitions::shown(const schema::Column& column) const {
  const std::string name = quoted(column.name);
  const std::string type = lower(column.type.substr(0, column.type.find_first_of("( ")));
  if (type == "bit") return {"CONCAT('b''', BIN(" + name + " + 0), '''')", ValueForm::sql};
  if (contains(type, "blob") || contains(type, "binary"))
    return {"CONCAT('X''', HEX(" + name + "), '''')", ValueForm::sql};
  constexpr std::string_view spatial[] = {
      "geometry",   "point",           "linestring",   "polygon",
      "multipoint", "multilinestring", "multipolygon", "geometrycollection"};
  if (std::find(std::begin(spatial), std::end(spatial), type) != std::end(spatial))
    return {"CONCAT('ST_GeomFromWKB(X''', HEX(ST_AsWKB(" + name + ")), ''', ', ST_SRID(" + name +
                "), ')')",
            ValueForm::sql};
  return type == "year" ? ShownColumn{name, ValueForm::number} : Definitions::shown(column);
}

Definitions::Statements MysqlDefinitions::alter_column(const schema::Table& table,
                                                       const schema::Column&,
                                                       const schema::Column& to) const {
  return {alter_table(table.name) + " MODIFY COLUMN " + quoted(to.name) + " " + to.definition};
}

Definitions::Statements MysqlDefinitions::alter_options(const schema::Table& from,
                                                        const schema::Table& to) const {
  const bool was_versioned = find_option(from, "system versioning") != nullptr;
  const bool is_versioned = find_option(to, "system versioning") != nullptr;
  Statements all;
  if (was_versioned != is_versioned)
    all.push_back(alter_table(to.name) + (is_versioned ? " ADD" : " DROP") + " SYSTEM VERSIONING");
  if (options_text(from) != options_text(to))
    all.push_back(alter_table(to.name) + options_text(to));
  if (from.partitioned_by && !to.partitioned_by)
    all.push_back(alter_table(to.name) + " REMOVE PARTITIONING");
  const bool is_divided_anew =
      from.partitioned_by != to.partitioned_by || partitions(from) != partitions(to);
  if (to.partitioned_by && is_divided_anew)
    all.push_back(alter_table(to.name) + " " +
                  std::string(sql::partition_clause(to.definition, facts().syntax)));
  return all;
}

Definitions::Statements MysqlDefinitions::alter_sequence(const schema::Sequence&,
                                                         const schema::Sequence& to) const {
  return {"ALTER SEQUENCE " + object(to.name) + " START WITH " + to.start + " MINVALUE " +
          to.minimum + " MAXVALUE " + to.maximum + " INCREMENT BY " + to.increment +
          (to.cache == "0" ? " NOCACHE" : " CACHE " + to.cache) +
          (to.cycles ? " CYCLE" : " NOCYCLE")};
}

Definitions::Statements MysqlDefinitions::replace_routine(const schema::Routine& from,
                                                          const schema::Routine& to) const {
  return {drop_routine(from), to.definition};
}

}  // namespace ebbtide
