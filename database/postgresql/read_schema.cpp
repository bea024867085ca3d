// The whole of a database by a fixed number of questions, over one snapshot of its catalogs. What
// hangs on a number (comments, what an object needs) is read first, so that each object is whole
// when it is read.
//
// Texts are printed with the default schema alone on the search path, behind pg_catalog: the server
// then names objects of the default schema without it, and all others with theirs. Where it names
// the schema all the same, it is cut out (unplaced). Settings that change how values are printed
// are set for the transaction, so that two sessions print the same.
#include "database/postgresql/read_schema.h"

#include <algorithm>

#include "database/connection.h"
#include "database/postgresql/catalog_text.h"
#include "database/postgresql/schema_reading.h"
#include "database/read_schema.h"
#include "database/server_version.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The first number of an object that was made by a user.
constexpr std::string_view first_own_number = "16384";

}  // namespace

schema::Schema read_postgresql_schema(Connection& connection, const Defaults& defaults,
                                      const schema::Scope& scope,
                                      const std::vector<sql::Name>& own) {
  Transaction transaction(connection);
  PostgresqlReading reading(connection, defaults, scope, own);
  reading.set_up();
  reading.read_schemas();
  reading.read_extensions();
  reading.read_comments();
  reading.read_uses();
  reading.read_lookups();
  reading.read_relations();
  reading.read_parents();
  reading.read_sequences();
  reading.read_types();
  reading.read_columns();
  reading.read_constraints();
  reading.read_indexes();
  reading.read_routines();
  reading.read_programs();
  if (scope.grants) reading.read_grants();
  if (scope.dependents && !scope.all) reading.read_dependents();
  reading.read_untold();
  transaction.commit();
  return reading.finish();
}

/// What they use shows nowhere in them. To find the best way through a question takes the server
/// longer than the answer, so that it goes the way that is written: from the tables on.
schema::Schema read_postgresql_tables(Connection& connection, const Defaults& defaults,
                                      const SomeTables& tables, const std::vector<sql::Name>& own) {
  Transaction transaction(connection);
  PostgresqlReading reading(connection, defaults, {}, own);
  reading.set_up(", pg_catalog.set_config('join_collapse_limit', '1', true)");
  reading.read_comments();
  if (reading.find_tables(tables.names)) {
    reading.read_parents();
    reading.read_sequences();
    reading.read_columns();
    reading.read_constraints();
    reading.read_indexes();
    if (tables.grants || reading.has_grants()) reading.read_grants();
  }
  transaction.commit();
  return reading.finish();
}

std::optional<schema::Table> read_postgresql_table(Connection& connection, const Defaults& defaults,
                                                   const sql::Name& name) {
  PostgresqlReading reading(connection, defaults, {}, {});
  if (!reading.find_table(name)) return std::nullopt;
  reading.read_columns();
  reading.read_constraints();
  reading.read_indexes();
  return std::move(reading.finish().tables.front());
}

PostgresqlReading::PostgresqlReading(Connection& connection, Defaults defaults, schema::Scope scope,
                                     std::vector<sql::Name> own)
    : connection_(connection),
      defaults_(std::move(defaults)),
      scope_(std::move(scope)),
      own_(std::move(own)),
      version_(ServerVersion::parse(connection.server_version()).major) {}

void PostgresqlReading::set_up(const std::string& settings) {
  const std::string schema = quoted_text(defaults_.schema);
  const Rows rows = connection_.query(
      {"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;SELECT pg_catalog.quote_ident(" +
       schema + ") || '.', pg_catalog.set_config('search_path', 'pg_catalog, ' || CASE " + schema +
       " WHEN '' THEN '' ELSE pg_catalog.quote_ident(" + schema +
       ") || ', ' END || 'pg_temp', true), pg_catalog.set_config('DateStyle', 'ISO, MDY', true), "
       "pg_catalog.set_config('IntervalStyle', 'postgres', true), "
       "pg_catalog.set_config('extra_float_digits', '1', true), "
       "pg_catalog.set_config('bytea_output', 'hex', true), "
       "pg_catalog.set_config('quote_all_identifiers', 'off', true), "
       "pg_catalog.set_config('TimeZone', 'UTC', true)" +
       settings + ", pg_catalog.current_database()"});
  default_schema_ = rows.rows.at(0).at(0).value_or("");
  schema_.origin = {"PostgreSQL",
                    connection_.server_version(),
                    "postgresql",
                    rows.rows.at(0).back().value_or(""),
                    defaults_.schema,
                    connection_.user(),
                    ""};
}

std::string PostgresqlReading::spelled(std::string_view sql) const {
  std::string text = replace_all(sql, "@SCOPE", in_scope_);
  const bool is_whole = one_.empty() && of_.empty();
  const auto put = [&](const std::string& word, const auto& condition) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
      const std::size_t begin = at + word.size(), end = text.find(')', at);
      text.replace(at, end + 1 - at, condition(text.substr(begin, end - begin)));
    }
  };
  put("@OWN(", [&](const std::string& what) -> std::string {
    const std::size_t comma = what.find(", ");
    return is_whole
               ? "NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = '" +
                     what.substr(0, comma) + "'::regclass AND x.objid = " + what.substr(comma + 2) +
                     ".oid AND x.deptype = 'e')"
               : "true";
  });
  put("@WHOLE(", [&](const std::string& what) { return is_whole ? what : "true"; });
  put("@OF(", [&](const std::string& what) {
    return !one_.empty() ? what + " = " + one_ : !some_.empty() ? what + " IN " + some_ : "true";
  });
  put("@ALL(", [&](const std::string& what) { return some_.empty() ? what : "false"; });
  return text;
}

Rows PostgresqlReading::ask(std::string_view sql) { return connection_.query({spelled(sql)}); }

bool PostgresqlReading::is_own(const std::string& place, const std::string& name) const {
  return std::any_of(own_.begin(), own_.end(), [&](const sql::Name& one) {
    return equals_ignoring_case(one.name, name) &&
           equals_ignoring_case(one.place.empty() ? defaults_.schema : one.place, place);
  });
}

void PostgresqlReading::read_schemas() {
  std::string which = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND " +
                      spelled("@OWN(pg_namespace, n)");
  if (!scope_.all) {
    std::vector<std::string> names{quoted_text(defaults_.schema)};
    if (!scope_.schemas.empty()) names.clear();
    for (const std::string& schema : scope_.schemas) names.push_back(quoted_text(schema));
    which = "n.nspname IN (" + join(names, ", ") + ")";
  }
  const Rows rows = ask(
      "SELECT n.oid, n.nspname, obj_description(n.oid, 'pg_namespace') FROM pg_namespace n WHERE " +
      which);
  std::vector<std::string> numbers{"0"};
  for (const Row& row : rows.rows) {
    numbers.push_back(row[0].value_or("0"));
    const bool is_usual = row[2] && lower(*row[2]) == "standard public schema";
    schema_.schemas.push_back({row[1].value_or(""), is_usual ? schema::Text() : row[2]});
  }
  in_scope_ = "(" + join(numbers, ", ") + ")";
}

/// plpgsql comes with every database.
void PostgresqlReading::read_extensions() {
  const Rows rows = ask(
      "SELECT e.extname, e.extversion, n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid "
      "= e.extnamespace WHERE e.extname <> 'plpgsql'");
  for (const Row& row : rows.rows)
    schema_.extensions.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or("")});
}

void PostgresqlReading::read_comments() {
  Rows rows = ask(
      "SELECT classoid::regclass::text, objoid, objsubid, description FROM pg_description WHERE "
      "objoid >= " +
      std::string(first_own_number));
  comments_.reserve(rows.rows.size());
  for (Row& row : rows.rows)
    comments_[taken(row[0]) + " " + taken(row[1]) + " " + taken(row[2])] = taken(row[3]);
}

schema::Text PostgresqlReading::comment(std::string_view catalog, const std::string& oid,
                                        std::string_view part) const {
  if (comments_.empty()) return {};
  const auto found = comments_.find(std::string(catalog) + " " + oid + " " + std::string(part));
  return found == comments_.end() ? schema::Text() : schema::Text(found->second);
}

/// A default's needs are its column's, those of a view's rule the view's, with the columns it
/// reads. Of a column that is typed by an array, the type of its items counts. A sequence that a
/// column owns comes with its table, so that both are told.
void PostgresqlReading::read_uses() {
  Rows rows = ask(R"(
WITH needed AS (
  SELECT 'pg_class' AS catalog, c.oid, n.nspname AS place, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relnamespace IN @SCOPE AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
  UNION ALL SELECT 'pg_class', s.objid, n.nspname, c.relname FROM pg_depend s JOIN pg_class q ON q.oid = s.objid AND q.relkind = 'S'
    JOIN pg_class c ON c.oid = s.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE s.classid = 'pg_class'::regclass AND s.refclassid = 'pg_class'::regclass AND s.deptype IN ('a', 'i') AND c.relnamespace IN @SCOPE
  UNION ALL SELECT 'pg_proc', p.oid, n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.pronamespace IN @SCOPE
  UNION ALL SELECT 'pg_type', t.oid, n.nspname, coalesce(e.typname, t.typname) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' WHERE t.typnamespace IN @SCOPE)
SELECT DISTINCT CASE WHEN f.oid IS NOT NULL OR (w.oid IS NOT NULL AND w.rulename = '_RETURN') THEN 'pg_class' ELSE d.classid::regclass::text END,
  coalesce(f.adrelid, CASE WHEN w.rulename = '_RETURN' THEN w.ev_class END, d.objid), coalesce(f.adnum, d.objsubid), needed.place, needed.name,
  CASE WHEN w.rulename = '_RETURN' AND needed.catalog = 'pg_class' THEN (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0) END
FROM pg_depend d JOIN needed ON needed.oid = d.refobjid AND needed.catalog = d.refclassid::regclass::text
LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
WHERE d.deptype = 'n' AND NOT (d.classid = 'pg_constraint'::regclass AND d.refclassid = 'pg_class'::regclass)
ORDER BY 4, 5)");
  for (Row& row : rows.rows) {
    const std::string user = taken(row[0]) + " " + taken(row[1]) + " " + taken(row[2]);
    const sql::Name used{taken(row[3]), taken(row[4])};
    if (row[5]) reads_[user].push_back({used, taken(row[5])});
    std::vector<sql::Name>& all = uses_[user];
    if (all.empty() || all.back() != used) all.push_back(used);
  }
}

std::vector<sql::Name> PostgresqlReading::uses(std::string_view catalog, const std::string& oid,
                                               std::string_view part) const {
  const auto found = uses_.find(std::string(catalog) + " " + oid + " " + std::string(part));
  return found == uses_.end() ? std::vector<sql::Name>() : found->second;
}

/// What indexes and columns name by number.
void PostgresqlReading::read_lookups() { look_up("true"); }

void PostgresqlReading::look_up_some(const std::set<std::string>& numbers) {
  if (some_.empty() || numbers.empty()) return;
  look_up("c.oid IN (" + join({numbers.begin(), numbers.end()}, ", ") + ")");
}

void PostgresqlReading::look_up(const std::string& which) {
  Rows rows =
      ask("SELECT 'collation', c.oid, c.collname, n.nspname, false, quote_ident(c.collname), "
          "quote_ident(n.nspname) FROM pg_collation c JOIN "
          "pg_namespace n ON n.oid = c.collnamespace WHERE " +
          which +
          " UNION ALL SELECT 'class', c.oid, c.opcname, "
          "n.nspname, c.opcdefault, NULL, NULL FROM pg_opclass c JOIN pg_namespace n ON n.oid = "
          "c.opcnamespace WHERE " +
          which);
  for (Row& row : rows.rows) {
    const std::string place = taken(row[3]);
    const bool is_bare = place == "pg_catalog" || is_default(place);
    const std::string name = (is_bare ? "" : place + ".") + taken(row[2]);
    if (row[0] == "collation") {
      collations_[taken(row[1])] = {name, (is_bare ? "" : taken(row[6]) + ".") + taken(row[5])};
    } else {
      operator_classes_[taken(row[1])] = {name, is_true(row[4])};
    }
  }
}

const PostgresqlReading::Collation& PostgresqlReading::collation(const std::string& oid) const {
  static const Collation none;
  const auto found = collations_.find(oid);
  return found == collations_.end() ? none : found->second;
}

std::string PostgresqlReading::unplaced(std::string definition, std::string_view before) const {
  const std::size_t at = definition.find(std::string(before) + default_schema_);
  if (at != std::string::npos) definition.erase(at + before.size(), default_schema_.size());
  return definition;
}

/// Sequences that became part of a column are no objects of their own.
schema::Schema PostgresqlReading::finish() {
  std::erase_if(schema_.sequences, [&](const schema::Sequence& sequence) {
    return numbering_.contains(sequence.name.to_text());
  });
  define_types();
  find_mentions();
  schema_.sort();
  return std::move(schema_);
}

}  // namespace ebbtide
