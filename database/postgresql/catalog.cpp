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
#include "database/postgresql/read_schema.h"
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

std::optional<schema::Table> PostgresqlCatalog::table(const ObjectName& name) const {
  return read_postgresql_table(
      connection_, defaults_,
      {schema_of(name), stored_name(name.name, name.quoting, connection_.facts())});
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

std::vector<PointingKey> PostgresqlCatalog::foreign_keys_into(const ObjectName& table) const {
  std::vector<PointingKey> keys;
  const std::string id = find(table, "rp");
  if (id.empty()) return keys;
  const Rows found =
      query("SELECT c.conname, s.nspname, t.relname, n.nspname, r.relname, " +
            column_list("c.conrelid", "c.conkey") + ", " + column_list("c.confrelid", "c.confkey") +
            " FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class t ON t.oid = "
            "c.conrelid JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace "
            "JOIN pg_catalog.pg_class r ON r.oid = c.confrelid JOIN "
            "pg_catalog.pg_namespace n ON n.oid = r.relnamespace WHERE c.contype = "
            "'f' AND c.confrelid = " +
            id + " AND c.conrelid <> " + id + " ORDER BY c.oid");
  for (const Row& row : found.rows)
    keys.push_back(
        {{*row[1], *row[2]}, {*row[0], true, lines(row[5]), {*row[3], *row[4]}, lines(row[6])}});
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

/// A table that others inherit from, or that is parted, is as big as all of them: what is altered
/// in it is altered in each. Rows that nobody has counted yet, by ANALYZE or while they were
/// written, are unknown and not 0.
Statistics PostgresqlCatalog::statistics() const {
  Statistics all;
  const Rows sizes = query(
      "WITH RECURSIVE part (root, id) AS (SELECT c.oid, c.oid FROM pg_catalog.pg_class c JOIN "
      "pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm') AND "
      "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' UNION ALL SELECT part.root, "
      "i.inhrelid FROM part JOIN pg_catalog.pg_inherits i ON i.inhparent = part.id), size AS "
      "(SELECT part.root, pg_catalog.pg_total_relation_size(c.oid) AS bytes, CASE WHEN "
      "c.relkind = 'p' THEN 0 WHEN "
      "greatest(c.reltuples, s.n_live_tup) > 0 THEN greatest(c.reltuples, s.n_live_tup) WHEN "
      "pg_catalog.pg_relation_size(c.oid) = 0 THEN 0 END AS rows FROM part JOIN "
      "pg_catalog.pg_class c ON c.oid = part.id LEFT JOIN pg_catalog.pg_stat_all_tables s ON "
      "s.relid = c.oid WHERE c.relkind <> 'f') SELECT n.nspname, c.relname, "
      "sum(size.rows)::bigint, "
      "sum(size.bytes)::bigint FROM size JOIN pg_catalog.pg_class c ON c.oid = size.root JOIN "
      "pg_catalog.pg_namespace n ON n.oid = c.relnamespace GROUP BY 1, 2 ORDER BY 1, 2");
  for (const Row& row : sizes.rows) all.add({*row[0], *row[1]}, TableSize::of(row[2], row[3]));
  const Rows indexes = query(
      "SELECT n.nspname, c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid "
      "= "
      "i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT "
      "i.indisvalid AND c.relkind = 'i' AND n.nspname !~ '^pg_' ORDER BY 1, 2");
  for (const Row& row : indexes.rows)
    all.invalid_indexes.push_back(sql::Name{*row[0], *row[1]}.to_text());
  return all;
}

Rows PostgresqlCatalog::query(const std::string& sql) const { return connection_.query({sql}); }

}  // namespace ebbtide
