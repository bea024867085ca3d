#include "database/sqlite/catalog.h"
#include "database/sqlite/constraint_names.h"
#include "text/ascii.h"

namespace ebbtide {

std::vector<StoredObject> SqliteCatalog::objects_like(const ObjectName& name) const {
  std::vector<StoredObject> found;
  const Rows rows = query(
      "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = " +
      literal(lower(name.name)));
  for (const Row& row : rows.rows) {
    const bool is_view = row[0] == "view";
    found.push_back({is_view ? StoredObject::Kind::view : StoredObject::Kind::table, "", *row[1]});
  }
  return found;
}

std::vector<StoredKey> SqliteCatalog::keys_like(StoredKey::Kind kind,
                                                const ObjectName& name) const {
  std::vector<StoredKey> found;
  const bool is_index = kind == StoredKey::Kind::index;
  const Rows rows = query("SELECT name, sql FROM sqlite_master WHERE type = " +
                          literal(is_index ? "index" : "table") + " AND sql IS NOT NULL");
  for (const Row& row : rows.rows) {
    std::vector<std::string> names{*row[0]};
    if (!is_index) names = sqlite_constraint_names(*row[1]).foreign_keys;
    for (std::string& one : names) {
      if (equals_ignoring_case(one, name.name)) found.push_back({"", std::move(one)});
    }
  }
  return found;
}

std::vector<std::string> SqliteCatalog::column_names(const StoredObject& relation) const {
  std::vector<std::string> names;
  const Rows rows = query("SELECT name FROM pragma_table_xinfo(" + literal(relation.name) +
                          ") WHERE hidden <> 1 ORDER BY cid");
  for (const Row& row : rows.rows) names.push_back(*row[0]);
  return names;
}

}  // namespace ebbtide
