#include "database/mysql/catalog.h"

namespace ebbtide {

namespace {

StoredObject::Kind kind_of(const std::string& type) {
  if (type == "SEQUENCE") return StoredObject::Kind::sequence;
  return type == "VIEW" || type == "SYSTEM VIEW" ? StoredObject::Kind::view
                                                 : StoredObject::Kind::table;
}

}  // namespace

std::vector<StoredObject> MysqlCatalog::objects_like(const ObjectName& name) const {
  std::vector<StoredObject> found;
  const Rows rows =
      query("SELECT table_type, table_schema, table_name FROM information_schema.tables WHERE " +
            condition(name));
  for (const Row& row : rows.rows)
    found.push_back({kind_of(row[0].value_or("")), row[1].value_or(""), row[2].value_or("")});
  return found;
}

std::vector<StoredKey> MysqlCatalog::keys_like(StoredKey::Kind kind, const ObjectName& name) const {
  const bool is_index = kind == StoredKey::Kind::index;
  const std::string named =
      (is_index ? "index_name = " : "constraint_name = ") + literal(name.name);
  const std::string from =
      is_index ? "SELECT DISTINCT table_schema, index_name FROM information_schema.statistics "
                 "WHERE table_schema = "
               : "SELECT constraint_schema, constraint_name FROM "
                 "information_schema.referential_constraints WHERE constraint_schema = ";
  std::vector<StoredKey> found;
  const Rows rows = query(from + literal(database_of(name)) + " AND " + named);
  for (const Row& row : rows.rows) found.push_back({row[0].value_or(""), row[1].value_or("")});
  return found;
}

std::vector<std::string> MysqlCatalog::column_names(const StoredObject& relation) const {
  std::vector<std::string> names;
  const Rows rows =
      query("SELECT column_name FROM information_schema.columns WHERE " +
            condition({relation.schema, {}, relation.name}) + " ORDER BY ordinal_position");
  for (const Row& row : rows.rows) names.push_back(row[0].value_or(""));
  return names;
}

}  // namespace ebbtide
