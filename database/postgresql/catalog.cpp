// Tables are found once by name, and asked for by their number (oid) from there on. A name counts
// as SQL without quotes folds it, or as it stands where the changelog quotes it. The tables asked
// are named with pg_catalog before them: a search_path may put a table called pg_class in front.
//
// What a table is called is left to the server (identity): to_regclass reads a name as a statement
// would, with the session's search_path.
#include "database/postgresql/catalog.h"

#include "database/connection.h"
#include "database/facts.h"
#include "database/literals.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The names of the columns that stand in an array of column numbers, in its order.
std::string column_list(const std::string& table, const std::string& numbers) {
  return "(SELECT string_agg(a.attname, E'\\n' ORDER BY n.place) FROM unnest(" + numbers +
         ") WITH ORDINALITY AS n(number, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = " +
         table + " AND a.attnum = n.number)";
}

std::vector<std::string> lines(const std::optional<std::string>& text) {
  std::vector<std::string> parts;
  if (!text || text->empty()) return parts;
  for (const std::string_view part : split(*text, '\n')) parts.emplace_back(part);
  return parts;
}

void add_constraints(CatalogTable& table, const Rows& found) {
  for (const Row& row : found.rows) {
    const std::string& kind = *row[0];
    if (kind == "f") {
      table.foreign_keys.push_back({*row[1], table.name, lines(row[2]), row[3].value_or("")});
    } else if (kind == "p") {
      table.primary_key = CatalogKey{*row[1], lines(row[2]), true};
    } else {
      table.unique_constraints.push_back({*row[1], lines(row[2]), true});
    }
  }
}

}  // namespace

std::string PostgresqlCatalog::literal(std::string_view text) const {
  return text_literal(text, connection_.facts());
}

std::string PostgresqlCatalog::schema_of(const ObjectName& name) const {
  if (name.schema.empty()) return defaults_.schema;
  return defaults_.style.keeps_schema_case
             ? std::string(name.schema)
             : stored_name(name.schema, name.quoting, connection_.facts());
}

std::string PostgresqlCatalog::find(const ObjectName& name, std::string_view kinds) const {
  std::vector<std::string> letters;
  for (const char kind : kinds) letters.push_back(literal(std::string(1, kind)));
  const Rows found = query(
      "SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = "
      "c.relnamespace WHERE n.nspname = " +
      literal(schema_of(name)) +
      " AND c.relname = " + literal(stored_name(name.name, name.quoting, connection_.facts())) +
      " AND c.relkind IN (" + join(letters, ", ") + ")");
  return found.rows.empty() ? "" : *found.rows[0][0];
}

std::optional<CatalogTable> PostgresqlCatalog::table(const ObjectName& name) const {
  const std::string id = find(name, "rpf");
  if (id.empty()) return std::nullopt;
  CatalogTable table;
  table.name = stored_name(name.name, name.quoting, connection_.facts());
  const Rows columns = query(
      "SELECT attname, pg_catalog.format_type(atttypid, atttypmod), NOT attnotnull FROM "
      "pg_catalog.pg_attribute WHERE attrelid = " +
      id + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
  for (const Row& row : columns.rows) table.columns.push_back({*row[0], *row[1], *row[2] == "t"});
  add_constraints(table,
                  query("SELECT c.contype, c.conname, " + column_list("c.conrelid", "c.conkey") +
                        ", r.relname FROM pg_catalog.pg_constraint c LEFT JOIN pg_catalog.pg_class "
                        "r ON r.oid = c.confrelid WHERE c.conrelid = " +
                        id + " AND c.contype IN ('p', 'u', 'f') ORDER BY c.oid"));
  const Rows indexes =
      query("SELECT c.relname, i.indisunique, " + column_list("i.indrelid", "i.indkey::int2[]") +
            ", i.indisvalid"
            " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE "
            "i.indrelid = " +
            id + " ORDER BY c.oid");
  for (const Row& row : indexes.rows)
    table.indexes.push_back({*row[0], lines(row[2]), *row[1] == "t", *row[3] == "t"});
  return table;
}

/// The server reads the name as it reads it in a statement.
std::optional<std::string> PostgresqlCatalog::identity(const ObjectName& table) const {
  const std::string spelled = Names(connection_.dialect(), defaults_, table.quoting).object(table);
  const Rows found =
      query("SELECT oid FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(" +
            literal(spelled) + ") AND relkind IN ('r', 'p', 'f')");
  return found.rows.empty() ? std::nullopt : found.rows[0][0];
}

bool PostgresqlCatalog::has_view(const ObjectName& name) const { return !find(name, "vm").empty(); }
bool PostgresqlCatalog::has_sequence(const ObjectName& name) const {
  return !find(name, "S").empty();
}

std::vector<CatalogForeignKey> PostgresqlCatalog::foreign_keys_into(const ObjectName& table) const {
  std::vector<CatalogForeignKey> keys;
  const std::string id = find(table, "rp");
  if (id.empty()) return keys;
  const Rows found = query("SELECT c.conname, t.relname, " + column_list("c.conrelid", "c.conkey") +
                           " FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class t ON t.oid = "
                           "c.conrelid WHERE c.contype = 'f' AND c.confrelid = " +
                           id + " AND c.conrelid <> " + id + " ORDER BY c.oid");
  for (const Row& row : found.rows)
    keys.push_back({*row[0], *row[1], lines(row[2]), std::string(table.name)});
  return keys;
}

std::vector<std::string> PostgresqlCatalog::views_on(const ObjectName& table) const {
  std::vector<std::string> names;
  const std::string id = find(table, "rpvm");
  if (id.empty()) return names;
  const Rows found = query(
      "SELECT DISTINCT v.relname FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid "
      "= d.objid JOIN pg_catalog.pg_class v ON v.oid = r.ev_class "
      "WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.refobjid = " +
      id + " AND v.oid <> " + id + " ORDER BY v.relname");
  for (const Row& row : found.rows) names.push_back(*row[0]);
  return names;
}

Rows PostgresqlCatalog::query(const std::string& sql) const { return connection_.query({sql}); }

}  // namespace ebbtide
