// As Liquibase does, to the blank: CREATE TABLE and its parts. Parts stand in one order, whatever
// the order in the changelog: columns, the primary key, foreign keys, unique constraints without a
// name, those with one. Some of what is written is for databases that are not here (ENABLE
// NOVALIDATE is Oracle's) and stays, since a server takes it or the changeset fails in both tools
// alike.
//
//   CREATE TABLE t (id INT NOT NULL, n VARCHAR(9) DEFAULT 'x', CONSTRAINT PK_T PRIMARY KEY (id))
//
// Where a dialect declares a numbered key with the column itself (SQLite's INTEGER PRIMARY KEY
// AUTOINCREMENT), the key's own clause is left out. Constraints of one name on several columns are
// one constraint over all of them.
#include "database/table.h"

#include <algorithm>

#include "database/dialect.h"
#include "database/literals.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Whether the table's key is one numbered column that the dialect declares as its key at once.
bool declares_key_inline(const TableDefinition& table, const Facts& facts) {
  if (!facts.has(Feature::numbered_key_inline) || !table.primary_key) return false;
  const auto& key = table.primary_key->columns;
  return key.size() == 1 &&
         std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
           return column.name == key.front() && column.auto_increment;
         });
}

/// A numbered column comes first where the database wants that.
std::vector<std::string> key_columns(const TableDefinition& table, const Facts& facts) {
  std::vector<std::string> columns = table.primary_key->columns;
  if (!facts.has(Feature::numbered_key_first)) return columns;
  std::stable_partition(columns.begin(), columns.end(), [&](const std::string& key) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
      return column.name == key && column.auto_increment;
    });
  });
  return columns;
}

bool has_place(const TableDefinition& table, const Facts& facts) {
  return !facts.has(Feature::temporary_has_no_place) ||
         find_ignoring_case(table.type.or_empty(), "temp") == std::string_view::npos;
}

std::string key_name_clause(const TableDefinition& table, const Names& names) {
  const PrimaryKeyDefinition& key = *table.primary_key;
  const bool named = !trim(key.name.or_empty()).empty();
  return " CONSTRAINT " +
         names.quote(named ? *key.name : names.dialect().primary_key_name(table.name));
}

std::string column_clause(const ColumnDefinition& column, const TableDefinition& table,
                          bool inline_key, const Names& names) {
  const Facts& facts = names.facts();
  std::string sql;
  if (column.type) {
    sql = column.computed ? names.column_or_expression(column.name) : names.quote(column.name);
    sql += " " + names.type(*column.type);
  } else {
    sql = names.column_or_expression(column.name);
  }
  if (inline_key && table.primary_key->columns.front() == column.name) {
    sql += key_name_clause(table, names) + " PRIMARY KEY";
  }
  sql += default_clause(column, names);
  if (column.auto_increment) sql += names.dialect().auto_increment_clause(*column.auto_increment);
  if (column.not_null) {
    sql += " NOT NULL";
  } else if (column.type) {
    sql += facts.spellings.null_clause;
  }
  if (column.remarks && facts.has(Feature::column_remarks_inline)) {
    sql += " COMMENT " + text_literal(*column.remarks, facts);
  }
  return sql;
}

std::string primary_key_clause(const TableDefinition& table, const Names& names) {
  const PrimaryKeyDefinition& key = *table.primary_key;
  const Facts& facts = names.facts();
  std::string sql = key_name_clause(table, names) + " PRIMARY KEY (" +
                    names.columns(key_columns(table, facts)) + ")";
  if (!key.tablespace.or_empty().empty() && facts.has(Feature::tablespaces)) {
    sql += " USING INDEX TABLESPACE " + key.tablespace.str();
  }
  if (!key.validate) sql += " ENABLE NOVALIDATE ";  // for Oracle, but written for all
  if (facts.has(Feature::deferrable_keys)) {
    if (key.initially_deferred) sql += " INITIALLY DEFERRED";
    if (key.deferrable) sql += " DEFERRABLE";
  }
  return sql;
}

std::string referenced_columns(const ForeignKeyDefinition& key, const Names& names) {
  if (!key.references) {
    return names.object({key.referenced_catalog.or_empty(), key.referenced_schema.or_empty(),
                         key.referenced_table.or_empty()}) +
           "(" + names.columns(key.referenced_columns.or_empty()) + ")";
  }
  const std::string place = names.dialect().place({}, names);
  const bool prefix =
      !place.empty() && !contains(*key.references, ".") && names.defaults().output_schema;
  return prefix ? place + "." + key.references.str() : key.references.str();
}

std::string foreign_key_clause(const ForeignKeyDefinition& key, const Names& names) {
  std::string sql = " CONSTRAINT " + names.quote(key.name.or_empty()) + " FOREIGN KEY (" +
                    names.quote(key.columns) + ") REFERENCES " + referenced_columns(key, names);
  if (key.on_delete) sql += " ON DELETE " + key.on_delete.str();
  if (key.initially_deferred) sql += " INITIALLY DEFERRED";
  if (key.deferrable) sql += " DEFERRABLE";
  return sql;
}

std::string unique_clause(const UniqueDefinition& unique, const Names& names) {
  return (unique.name ? " CONSTRAINT " + names.quote(*unique.name) : "") + " UNIQUE (" +
         names.columns(unique.columns) + ")";
}

/// Unnamed constraints first, then the named ones, columns of one name together.
std::vector<UniqueDefinition> merged_by_name(const std::vector<UniqueDefinition>& constraints) {
  std::vector<UniqueDefinition> unnamed, named;
  for (const UniqueDefinition& unique : constraints) {
    if (!unique.name) {
      unnamed.push_back(unique);
      continue;
    }
    const auto same = std::find_if(named.begin(), named.end(),
                                   [&](const auto& other) { return other.name == unique.name; });
    if (same == named.end()) {
      named.push_back(unique);
    } else {
      same->columns.insert(same->columns.end(), unique.columns.begin(), unique.columns.end());
    }
  }
  unnamed.insert(unnamed.end(), named.begin(), named.end());
  return unnamed;
}

/// As Liquibase does: a computed NULL is in lower case when a column is added.
std::string added_default_clause(const ColumnDefinition& column, const Names& names) {
  const bool is_null = column.type && column.default_value &&
                       column.default_value->kind == Literal::Kind::function &&
                       equals_ignoring_case(column.default_value->text, "null");
  return is_null ? " DEFAULT null" : default_clause(column, names);
}

}  // namespace

std::string default_clause(const ColumnDefinition& column, const Names& names) {
  if (!column.type || !column.default_value) return "";
  const Facts& facts = names.facts();
  const Literal& value = *column.default_value;
  const bool is_generated = value.is_expression() && facts.has(Feature::generated_columns) &&
                            value.text.starts_with("GENERATED ALWAYS ");
  if (is_generated) return " " + value.text;
  if (value.is_expression()) return " DEFAULT " + expression(value, names);
  return " DEFAULT " + literal_of_type(value, *column.type, names);
}

std::string create_table_sql(const TableDefinition& table, const Names& names) {
  const Dialect& dialect = names.dialect();
  const bool inline_key = declares_key_inline(table, names.facts());
  std::vector<std::string> parts;
  for (const ColumnDefinition& column : table.columns) {
    parts.push_back(" " + column_clause(column, table, inline_key, names));
  }
  if (!inline_key && table.primary_key && !table.primary_key->columns.empty()) {
    parts.push_back(primary_key_clause(table, names));
  }
  for (const ForeignKeyDefinition& key : table.foreign_keys) {
    parts.push_back(foreign_key_clause(key, names));
  }
  for (const UniqueDefinition& unique : merged_by_name(table.unique_constraints)) {
    parts.push_back(unique_clause(unique, names));
  }
  const std::string type = table.type ? upper(trim(*table.type)) + " " : "";
  const std::string name =
      has_place(table, names.facts())
          ? names.object({table.catalog.or_empty(), table.schema.or_empty(), table.name})
          : names.quote(table.name);
  return "CREATE " + type + "TABLE " + (table.if_not_exists ? "IF NOT EXISTS " : "") + name + " (" +
         join(parts, ",").substr(parts.empty() ? 0 : 1) + ")" + dialect.table_options(table);
}

std::string add_column_clause(const ColumnDefinition& column, const Names& names) {
  const Facts& facts = names.facts();
  std::string sql = " ADD " + names.quote(column.name);
  if (column.type) sql += " " + names.type(*column.type);
  if (column.auto_increment) sql += names.dialect().auto_increment_clause(*column.auto_increment);
  sql += added_default_clause(column, names);
  if (column.not_null && column.not_null_name && facts.has(Feature::names_not_null))
    sql += " CONSTRAINT " + names.quote(*column.not_null_name);
  sql += column.not_null || column.primary_key ? " NOT NULL"
                                               : std::string(facts.spellings.null_clause);
  if (column.primary_key) sql += " PRIMARY KEY";
  if (column.remarks && facts.has(Feature::column_remarks_inline)) {
    sql += " COMMENT " + text_literal(trim(*column.remarks), facts) + " ";
  }
  if (!column.after.or_empty().empty()) sql += " AFTER " + names.quote(*column.after);
  return sql;
}

std::string add_unique_sql(const std::string& table, const UniqueDefinition& unique,
                           const Names& names) {
  const Facts& facts = names.facts();
  std::string sql = "ALTER TABLE " + table + " ADD " +
                    (unique.name ? "CONSTRAINT " + names.quote(*unique.name) + " " : "") +
                    "UNIQUE (" + names.columns(unique.columns) + ")";
  if (facts.has(Feature::deferrable_keys)) {
    if (unique.deferrable) sql += " DEFERRABLE";
    if (unique.initially_deferred) sql += " INITIALLY DEFERRED";
  }
  if (unique.for_index) {
    sql += " USING INDEX " + names.object({unique.for_index_catalog.or_empty(),
                                           unique.for_index_schema.or_empty(), *unique.for_index});
  }
  if (!trim(unique.tablespace.or_empty()).empty() && facts.has(Feature::tablespaces)) {
    sql +=
        (unique.for_index ? " TABLESPACE " : " USING INDEX TABLESPACE ") + unique.tablespace.str();
  }
  return sql;
}

std::string add_foreign_key_sql(const std::string& table, const ForeignKeyDefinition& key,
                                const Names& names) {
  std::string sql =
      "ALTER TABLE " + table + " ADD " +
      (key.name ? "CONSTRAINT " + names.quote(*key.name) + " " : "") + "FOREIGN KEY (" +
      names.columns(key.columns) + ") REFERENCES " +
      names.object({key.referenced_catalog.or_empty(), key.referenced_schema.or_empty(),
                    key.referenced_table.or_empty()}) +
      " (" + names.columns(key.referenced_columns.or_empty()) + ")";
  if (key.on_update) sql += " ON UPDATE " + key.on_update.str();
  if (key.on_delete) sql += " ON DELETE " + key.on_delete.str();
  if (key.deferrable) sql += " DEFERRABLE";
  if (key.initially_deferred) sql += " INITIALLY DEFERRED";
  if (!key.validate) sql += names.facts().spellings.not_valid_clause;
  return sql;
}

}  // namespace ebbtide
