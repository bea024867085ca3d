// SQLite compares names of objects in any case of ASCII letters; lower() in a query folds the same
// ones, so that names are compared by it on both sides.
//
// Columns that are hidden in a virtual table (1) do not count, generated ones (2, 3) do.
#include "database/sqlite/catalog.h"

#include "database/connection.h"
#include "database/literals.h"
#include "database/sqlite/facts.h"
#include "database/sqlite/read_schema.h"
#include "sql/edit.h"
#include "text/ascii.h"

namespace ebbtide {

std::string SqliteCatalog::literal(std::string_view text) const {
  return text_literal(text, connection_.facts());
}

std::optional<schema::Table> SqliteCatalog::table(const ObjectName& name) const {
  return read_sqlite_table(connection_, name.name);
}

std::optional<std::string> SqliteCatalog::identity(const ObjectName& table) const {
  const Rows found =
      query("SELECT lower(name) FROM sqlite_master WHERE type = 'table' AND lower(name) = " +
            literal(lower(table.name)));
  return found.rows.empty() ? std::nullopt : found.rows[0][0];
}

bool SqliteCatalog::has_view(const ObjectName& name) const {
  return !query("SELECT 1 FROM sqlite_master WHERE type = 'view' AND lower(name) = " +
                literal(lower(name.name)))
              .rows.empty();
}

std::optional<schema::View> SqliteCatalog::view(const ObjectName& name) const {
  const Rows found =
      query("SELECT name, sql FROM sqlite_master WHERE type = 'view' AND lower(name) = " +
            literal(lower(name.name)));
  if (found.rows.empty()) return std::nullopt;
  schema::View view;
  view.name.name = *found.rows[0][0];
  view.definition = found.rows[0][1].value_or("");
  return view;
}

std::vector<schema::Program> SqliteCatalog::triggers_on(const ObjectName& table) const {
  std::vector<schema::Program> triggers;
  const Rows found = query(
      "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND lower(tbl_name) "
      "= " +
      literal(lower(table.name)));
  for (const Row& row : found.rows) {
    schema::Program& trigger = triggers.emplace_back();
    trigger.name.name = *row[0];
    trigger.table = *row[1];
    trigger.definition = row[2].value_or("");
  }
  return triggers;
}

std::vector<PointingKey> SqliteCatalog::foreign_keys_into(const ObjectName& name) const {
  std::vector<PointingKey> keys;
  const std::string asked = literal(lower(name.name));
  const Rows pointing = query(
      "SELECT DISTINCT m.name FROM main.sqlite_master m JOIN pragma_foreign_key_list(m.name) "
      "f WHERE m.type = 'table' AND lower(f.\"table\") = " +
      asked + " AND lower(m.name) <> " + asked + " ORDER BY m.name");
  for (const Row& row : pointing.rows) {
    const auto found = table({{}, {}, row[0].value_or("")});
    if (!found) continue;
    for (const schema::ForeignKey& key : found->foreign_keys) {
      if (equals_ignoring_case(key.referenced.name, name.name)) keys.push_back({found->name, key});
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

/// SQLite keeps no sizes. Rows are counted, up to a million of each table.
Statistics SqliteCatalog::statistics() const {
  Statistics all;
  const Rows tables = query(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE "
      "'\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name");
  for (const Row& row : tables.rows) {
    const Rows counted =
        query("SELECT count(*) FROM (SELECT 1 FROM " +
              quoted(*row[0], Quoting::quote_all_objects, connection_.facts()) + " LIMIT 1000000)");
    all.add({"", *row[0]}, TableSize::of(counted.rows[0][0], {}));
  }
  return all;
}

Rows SqliteCatalog::query(const std::string& sql) const { return connection_.query({sql}); }

}  // namespace ebbtide
