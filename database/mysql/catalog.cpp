#include "database/mysql/catalog.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The key of this name in the list, put at its end where it is new: rows come column by column.
template <class Key>
Key& key_named(std::vector<Key>& keys, const std::string& name) {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
  if (found != keys.end()) return *found;
  Key& key = keys.emplace_back();
  key.name = name;
  return key;
}

}  // namespace

std::string MysqlCatalog::literal(std::string_view text) const {
  return connection_.dialect().text_literal(text);
}

std::string MysqlCatalog::database_of(const ObjectName& name) const {
  if (!name.catalog.empty()) return std::string(name.catalog);
  return name.schema.empty() ? defaults_.catalog : std::string(name.schema);
}

std::string MysqlCatalog::condition(const ObjectName& name) const {
  return "table_schema = " + literal(database_of(name)) + " AND table_name = " + literal(name.name);
}

bool MysqlCatalog::exists(const ObjectName& name, std::string_view type) const {
  return !query("SELECT 1 FROM information_schema.tables WHERE " + condition(name) +
                " AND table_type = " + literal(type))
              .rows.empty();
}

void MysqlCatalog::read_keys(const ObjectName& name, CatalogTable& table) const {
  const Rows indexes =
      query("SELECT index_name, column_name, non_unique FROM information_schema.statistics WHERE " +
            condition(name) + " ORDER BY index_name, seq_in_index");
  for (const Row& row : indexes.rows) {
    CatalogKey& key = key_named(table.indexes, row[0].value_or(""));
    key.columns.push_back(row[1].value_or(""));
    key.unique = row[2] == "0";
  }
  for (const CatalogKey& key : table.indexes) {
    if (key.name == "PRIMARY") {
      table.primary_key = key;
    } else if (key.unique) {
      table.unique_constraints.push_back(key);
    }
  }
  const Rows foreign = query(
      "SELECT constraint_name, column_name, referenced_table_name FROM "
      "information_schema.key_column_usage WHERE " +
      condition(name) +
      " AND referenced_table_name IS NOT NULL ORDER BY constraint_name, ordinal_position");
  for (const Row& row : foreign.rows) {
    CatalogForeignKey& key = key_named(table.foreign_keys, row[0].value_or(""));
    key.table = table.name;
    key.columns.push_back(row[1].value_or(""));
    key.referenced_table = row[2].value_or("");
  }
}

std::optional<CatalogTable> MysqlCatalog::table(const ObjectName& name) const {
  const Rows columns = query(
      "SELECT c.column_name, c.column_type, c.is_nullable FROM information_schema.columns c JOIN "
      "information_schema.tables t "
      "USING (table_schema, table_name) WHERE " +
      condition(name) + " AND t.table_type <> 'VIEW' ORDER BY c.ordinal_position");
  if (columns.rows.empty()) return std::nullopt;
  CatalogTable table;
  table.name = name.name;
  for (const Row& row : columns.rows)
    table.columns.push_back({row[0].value_or(""), row[1].value_or(""), row[2] == "YES"});
  read_keys(name, table);
  return table;
}

std::vector<std::string> MysqlCatalog::table_names(const ObjectName& place) const {
  std::vector<std::string> names;
  const Rows found =
      query("SELECT table_name FROM information_schema.tables WHERE table_schema = " +
            literal(database_of(place)) + " AND table_type = 'BASE TABLE' ORDER BY table_name");
  for (const Row& row : found.rows) names.push_back(row[0].value_or(""));
  return names;
}

bool MysqlCatalog::has_view(const ObjectName& name) const { return exists(name, "VIEW"); }
bool MysqlCatalog::has_sequence(const ObjectName& name) const { return exists(name, "SEQUENCE"); }

std::vector<CatalogForeignKey> MysqlCatalog::foreign_keys_into(const ObjectName& table) const {
  std::vector<CatalogForeignKey> keys;
  const Rows found = query(
      "SELECT constraint_name, table_name, column_name FROM information_schema.key_column_usage "
      "WHERE referenced_table_schema = " +
      literal(database_of(table)) + " AND referenced_table_name = " + literal(table.name) +
      " AND table_name <> referenced_table_name" +
      " ORDER BY table_name, constraint_name, ordinal_position");
  for (const Row& row : found.rows) {
    const bool same = !keys.empty() && keys.back().name == row[0] && keys.back().table == row[1];
    if (!same)
      keys.push_back({row[0].value_or(""), row[1].value_or(""), {}, std::string(table.name)});
    keys.back().columns.push_back(row[2].value_or(""));
  }
  return keys;
}

/// The text of a view names its tables as `database`.`table`.
std::vector<std::string> MysqlCatalog::views_on(const ObjectName& table) const {
  std::vector<std::string> names;
  const std::string spelled = "`" + database_of(table) + "`.`" + std::string(table.name) + "`";
  const Rows found =
      query("SELECT table_name FROM information_schema.views WHERE table_schema = " +
            literal(database_of(table)) + " AND table_name <> " + literal(table.name) +
            " AND instr(view_definition, " + literal(spelled) + ") > 0 ORDER BY table_name");
  for (const Row& row : found.rows) names.push_back(row[0].value_or(""));
  return names;
}

Rows MysqlCatalog::query(const std::string& sql) const { return connection_.query({sql}); }

}  // namespace ebbtide
