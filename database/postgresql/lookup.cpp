#include "database/postgresql/catalog.h"
#include "text/ascii.h"

namespace ebbtide {

namespace {

StoredObject::Kind kind_of(std::string_view letter) {
  if (letter == "S") return StoredObject::Kind::sequence;
  return letter == "v" || letter == "m" ? StoredObject::Kind::view : StoredObject::Kind::table;
}

/// The names with the same letters in any case.
std::string is_like(const std::string& column, const std::string& literal) {
  return "pg_catalog.lower(" + column + ") = pg_catalog.lower(" + literal + ")";
}

}  // namespace

std::string PostgresqlCatalog::in_schema_like(const ObjectName& name) const {
  return name.schema.empty() ? "n.nspname = " + literal(defaults_.schema)
                             : is_like("n.nspname", literal(name.schema));
}

std::vector<StoredObject> PostgresqlCatalog::objects_like(const ObjectName& name) const {
  std::vector<StoredObject> found;
  const Rows rows = query(
      "SELECT c.relkind, n.nspname, c.relname FROM pg_catalog.pg_class c JOIN "
      "pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE " +
      in_schema_like(name) + " AND " + is_like("c.relname", literal(name.name)) +
      " AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')");
  for (const Row& row : rows.rows) found.push_back({kind_of(*row[0]), *row[1], *row[2]});
  return found;
}

std::vector<StoredKey> PostgresqlCatalog::keys_like(StoredKey::Kind kind,
                                                    const ObjectName& name) const {
  const bool is_index = kind == StoredKey::Kind::index;
  const std::string column = is_index ? "c.relname" : "c.conname";
  const std::string from =
      is_index ? "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                 "WHERE c.relkind IN ('i', 'I')"
               : "pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = "
                 "c.connamespace WHERE c.contype = " +
                     literal(kind == StoredKey::Kind::primary_key ? "p" : "f");
  std::vector<StoredKey> found;
  const Rows rows = query("SELECT n.nspname, " + column + " FROM " + from + " AND " +
                          in_schema_like(name) + " AND " + is_like(column, literal(name.name)));
  for (const Row& row : rows.rows) found.push_back({*row[0], *row[1]});
  return found;
}

std::vector<std::string> PostgresqlCatalog::column_names(const StoredObject& relation) const {
  std::vector<std::string> names;
  const Rows rows = query(
      "SELECT a.attname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = "
      "a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = " +
      literal(relation.schema) + " AND c.relname = " + literal(relation.name) +
      " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum");
  for (const Row& row : rows.rows) names.push_back(*row[0]);
  return names;
}

}  // namespace ebbtide
