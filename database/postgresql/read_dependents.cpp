// What lies in schemas that are not read and needs something of those that are: it is in the way of
// a statement that removes that.
#include "database/postgresql/catalog_text.h"
#include "database/postgresql/schema_reading.h"

namespace ebbtide {
namespace {

constexpr std::string_view keys = R"(
SELECT n.nspname, c.relname, k.conname, ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(number, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place), rn.nspname, r.relname,
  ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(number, place)
    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.place)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND r.relnamespace IN @SCOPE AND c.relnamespace NOT IN @SCOPE
ORDER BY 1, 2, 3)";

constexpr std::string_view views = R"(
SELECT DISTINCT n.nspname, v.relname, v.relkind, un.nspname, u.relname, a.attname
FROM pg_depend d JOIN pg_class u ON u.oid = d.refobjid JOIN pg_namespace un ON un.oid = u.relnamespace
JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class v ON v.oid = w.ev_class JOIN pg_namespace n ON n.oid = v.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = u.oid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND v.relkind IN ('v', 'm')
  AND u.relnamespace IN @SCOPE AND v.relnamespace NOT IN @SCOPE ORDER BY 1, 2, 4, 5)";

}  // namespace

void PostgresqlReading::read_dependents() {
  for (Row& row : ask(keys).rows) {
    const sql::Name of{taken(row[0]), taken(row[1])};
    std::vector<schema::Table>& tables = schema_.dependents.tables;
    if (tables.empty() || tables.back().name != of) tables.emplace_back().name = of;
    schema::ForeignKey& key = tables.back().foreign_keys.emplace_back();
    key.name = taken(row[2]);
    key.columns = array_items(row[3].value_or(""));
    key.referenced = {taken(row[4]), taken(row[5])};
    key.referenced_columns = array_items(row[6].value_or(""));
  }
  for (Row& row : ask(views).rows) {
    const sql::Name name{taken(row[0]), taken(row[1])}, used{taken(row[3]), taken(row[4])};
    std::vector<schema::View>& all = schema_.dependents.views;
    if (all.empty() || all.back().name != name) all.emplace_back().name = name;
    schema::View& view = all.back();
    view.is_materialized = row[2] == "m";
    if (view.uses.empty() || view.uses.back() != used) view.uses.push_back(used);
    if (row[5]) view.reads.push_back({used, taken(row[5])});
  }
}

}  // namespace ebbtide
