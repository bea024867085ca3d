// The words in ANSI, which is mostly how PostgreSQL says them too; what they say where nothing is
// overridden is what a dialect for scripts alone starts from. Blanks are part of a word: ALTER
// COLUMN and two blanks is what Liquibase writes, and scripts are compared byte by byte.
#include "database/dialect.h"

#include <algorithm>

#include "database/definitions.h"
#include "database/literals.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
const Facts& facts_of(const Dialect& dialect) { return dialect.facts(); }

std::unique_ptr<const Definitions> definitions_for(const Names& names) {
  return names.dialect().definitions(names);
}

std::unique_ptr<const Definitions> Dialect::definitions(const Names& names) const {
  return std::make_unique<Definitions>(names);
}

std::string Dialect::primary_key_name(std::string_view table) const {
  return "PK_" + upper_utf8(table);
}

std::string Dialect::type(const DataType& type) const {
  return spell_type(upper(type.name), type.parameters, type.suffix);
}

std::string Dialect::table_options(const TableDefinition& table) const {
  if (!table.tablespace || !facts().has(Feature::tablespaces)) return "";
  return " TABLESPACE " + table.tablespace.str();
}

Statements Dialect::rename_table(const ObjectName& from, const ObjectName& to,
                                 const Site& site) const {
  return {{"ALTER TABLE " + site.names.object(from) + " RENAME TO " + site.names.quote(to.name)}};
}

Statements Dialect::add_columns(const AddedColumns& added, const Site& site) const {
  const std::string alter = "ALTER TABLE " + site.names.object(added.table);
  Statements statements;
  for (const AddedColumns::Column& column : added.columns) {
    statements.push_back({alter + add_column_clause(column.definition, site.names)});
    append_constraints(column, added.table, site.names, statements);
  }
  return statements;
}

void append_constraints(const AddedColumns::Column& column, const ObjectName& table,
                        const Names& names, Statements& statements) {
  const std::string name = names.object(table);
  if (column.unique) statements.push_back({add_unique_sql(name, *column.unique, names)});
  if (column.foreign_key)
    statements.push_back({add_foreign_key_sql(name, *column.foreign_key, names)});
}

Statements Dialect::drop_columns(const ObjectName& table, const std::vector<std::string>& columns,
                                 const Site& site) const {
  Statements statements;
  for (const std::string& column : columns) {
    statements.push_back(
        {"ALTER TABLE " + site.names.object(table) + " DROP COLUMN " + site.names.quote(column)});
  }
  return statements;
}

Statements Dialect::rename_column(const RenamedColumn& change, const Site& site) const {
  return {{"ALTER TABLE " + site.names.object(change.table) + " RENAME COLUMN " +
           site.names.quote(change.from) + " TO " + site.names.quote(change.to)}};
}

Statements Dialect::set_nullable(const ObjectName& table, std::string_view column, const Text&,
                                 bool nullable, const Site& site) const {
  // Two blanks, as Liquibase writes it.
  return {{"ALTER TABLE " + site.names.object(table) + " ALTER COLUMN  " +
           site.names.quote(column) + (nullable ? " DROP" : " SET") + " NOT NULL"}};
}

Statements Dialect::add_foreign_key(const ObjectName& table, const ForeignKeyDefinition& key,
                                    const Site& site) const {
  return {{add_foreign_key_sql(site.names.object(table), key, site.names)}};
}

Statements Dialect::drop_foreign_key(const ObjectName& table, std::string_view constraint,
                                     const Site& site) const {
  return {{"ALTER TABLE " + site.names.object(table) + " DROP CONSTRAINT " +
           site.names.quote(constraint)}};
}

Statements Dialect::create_sequence(const ObjectName& sequence,
                                    const SequenceDefinition& definition, const Site& site) const {
  std::string sql = "CREATE SEQUENCE " + site.names.object(sequence);
  if (definition.data_type) sql += " AS " + definition.data_type.str();
  if (definition.start) sql += " START WITH " + definition.start.str();
  if (definition.increment) sql += " INCREMENT BY " + definition.increment.str();
  if (definition.min) sql += " MINVALUE " + definition.min.str();
  if (definition.max) sql += " MAXVALUE " + definition.max.str();
  if (definition.cache && definition.cache != "0") sql += " CACHE " + definition.cache.str();
  if (definition.ordered.value_or(false)) sql += " ORDER";
  if (definition.cycle.value_or(false)) sql += " CYCLE";
  return {{std::move(sql)}};
}

Statements Dialect::set_table_remarks(const ObjectName& table, std::string_view remarks,
                                      const Site& site) const {
  return {
      {"COMMENT ON TABLE " + site.names.object(table) + " IS " + text_literal(remarks, facts())}};
}

Statements Dialect::set_column_remarks(const ObjectName& table, std::string_view column,
                                       const Text&, std::string_view remarks,
                                       const Site& site) const {
  return {{"COMMENT ON COLUMN " + site.names.object(table) + "." + site.names.quote(column) +
           " IS " + text_literal(remarks, facts())}};
}

std::string RowUpsert::insert(std::string_view verb, const Names& names) const {
  std::vector<std::string> columns, values;
  for (const Cell& cell : cells) {
    columns.push_back(names.quote(cell.column));
    values.push_back(cell.value);
  }
  return std::string(verb) + names.object(table) + " (" + join(columns, ", ") + ") VALUES (" +
         join(values, ", ") + ")";
}

std::string RowUpsert::key_condition(const Names& names) const {
  std::vector<std::string> conditions;
  for (const Cell& cell : cells) {
    if (cell.is_key)
      conditions.push_back(names.quote(cell.column) + (cell.value == "NULL" ? " is " : " = ") +
                           cell.value);
  }
  return join(conditions, " AND ");
}

std::vector<std::string> RowUpsert::assignments(const Names& names) const {
  std::vector<std::string> parts;
  for (const Cell& cell : cells) {
    if (!cell.is_key && cell.may_update)
      parts.push_back(names.quote(cell.column) + " = " + cell.value);
  }
  return parts;
}

std::string RowUpsert::update(const Names& names) const {
  RowUpsert sorted = *this;
  std::sort(sorted.cells.begin(), sorted.cells.end(), [&](const Cell& a, const Cell& b) {
    return names.quote(a.column) < names.quote(b.column);
  });
  const std::vector<std::string> values = sorted.assignments(names);
  return values.empty() ? ""
                        : "UPDATE " + names.object(table) + " SET " + join(values, ", ") +
                              " WHERE " + key_condition(names);
}

}  // namespace ebbtide
