// SQLite compares names of objects in any case of ASCII letters; lower() in a query folds the same
// ones, so that names are compared by it on both sides.
//
// Pragmas number keys and indexes from the last one backwards, hence the DESC: in the order of the
// text the names that only the text has find their keys. Columns that are hidden in a virtual table
// (1) do not count, generated ones (2, 3) do.
#include "database/sqlite/catalog.h"

#include "database/connection.h"
#include "database/literals.h"
#include "database/sqlite/constraint_names.h"
#include "database/sqlite/facts.h"
#include "sql/edit.h"
#include "text/ascii.h"

namespace ebbtide {

std::string SqliteCatalog::literal(std::string_view text) const {
  return text_literal(text, connection_.facts());
}

std::optional<CatalogTable> SqliteCatalog::table(const ObjectName& name) const {
  const Rows found =
      query("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND lower(name) = " +
            literal(lower(name.name)));
  if (found.rows.empty()) return std::nullopt;
  CatalogTable table;
  table.name = *found.rows[0][0];
  const SqliteConstraintNames named = sqlite_constraint_names(found.rows[0][1].value_or(""));
  CatalogKey primary;
  primary.name = named.primary_key;
  const Rows columns = query("SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(" +
                             literal(table.name) + ") WHERE hidden <> 1 ORDER BY cid");
  for (const Row& row : columns.rows)
    table.columns.push_back({*row[0], row[1].value_or(""), row[2] == "0"});
  const Rows key = query("SELECT name FROM pragma_table_info(" + literal(table.name) +
                         ") WHERE pk > 0 ORDER BY pk");
  for (const Row& row : key.rows) primary.columns.push_back(*row[0]);
  if (!primary.columns.empty()) table.primary_key = primary;
  read_indexes(table);
  read_foreign_keys(table);
  for (std::size_t i = 0; i < table.foreign_keys.size() && i < named.foreign_keys.size(); ++i)
    table.foreign_keys[i].name = named.foreign_keys[i];
  return table;
}

std::optional<std::string> SqliteCatalog::identity(const ObjectName& table) const {
  const Rows found =
      query("SELECT lower(name) FROM sqlite_master WHERE type = 'table' AND lower(name) = " +
            literal(lower(table.name)));
  return found.rows.empty() ? std::nullopt : found.rows[0][0];
}

void SqliteCatalog::read_indexes(CatalogTable& table) const {
  const Rows found = query("SELECT name, \"unique\", origin FROM pragma_index_list(" +
                           literal(table.name) + ") ORDER BY seq DESC");
  for (const Row& row : found.rows) {
    CatalogKey key{*row[0], {}, row[1] == "1"};
    for (const Row& column :
         query("SELECT name FROM pragma_index_info(" + literal(*row[0]) + ") ORDER BY seqno")
             .rows) {
      key.columns.push_back(column[0].value_or(""));
    }
    if (row[2] == "u") table.unique_constraints.push_back(key);
    if (row[2] != "pk") table.indexes.push_back(std::move(key));
  }
}

void SqliteCatalog::read_foreign_keys(CatalogTable& table) const {
  const Rows found = query("SELECT id, \"from\", \"table\" FROM pragma_foreign_key_list(" +
                           literal(table.name) + ") ORDER BY id DESC, seq");
  std::string last;
  for (const Row& row : found.rows) {
    if (table.foreign_keys.empty() || last != *row[0])
      table.foreign_keys.push_back({"", table.name, {}, row[2].value_or("")});
    table.foreign_keys.back().columns.push_back(row[1].value_or(""));
    last = *row[0];
  }
}

std::vector<std::string> SqliteCatalog::table_names() const {
  std::vector<std::string> names;
  for (const Row& row : query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT "
                              "LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
                            .rows) {
    names.push_back(*row[0]);
  }
  return names;
}

bool SqliteCatalog::has_view(const ObjectName& name) const {
  return !query("SELECT 1 FROM sqlite_master WHERE type = 'view' AND lower(name) = " +
                literal(lower(name.name)))
              .rows.empty();
}

std::vector<CatalogForeignKey> SqliteCatalog::foreign_keys_into(const ObjectName& name) const {
  std::vector<CatalogForeignKey> keys;
  for (const std::string& other : table_names()) {
    if (equals_ignoring_case(other, name.name)) continue;
    CatalogTable found;
    found.name = other;
    read_foreign_keys(found);
    for (CatalogForeignKey& key : found.foreign_keys) {
      if (equals_ignoring_case(key.referenced_table, name.name)) keys.push_back(std::move(key));
    }
  }
  return keys;
}

/// SQLite keeps a view as its text only; a view counts where its text has the table's name.
std::vector<std::string> SqliteCatalog::views_on(const ObjectName& table) const {
  std::vector<std::string> names;
  for (const Row& row :
       query("SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY name").rows) {
    if (sql::mentions(row[1].value_or(""), table.name, sqlite_syntax)) names.push_back(*row[0]);
  }
  return names;
}

Rows SqliteCatalog::query(const std::string& sql) const { return connection_.query({sql}); }

}  // namespace ebbtide
