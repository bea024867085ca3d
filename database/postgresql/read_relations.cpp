// Tables, views, sequences and columns. A sequence that a column owns and asks by its default is
// the numbering of that column, as with one that is an identity.
//
// Columns are many: they come in portions, and what few of them have shares one value.
//
//   owned by a column, an identity         it is the column's, and no sequence of the schema
//   owned, and the default asks it         serial: the column's too, if the column is a whole
//                                          number that may not be NULL, and the sequence is in the
//                                          table's schema
//   owned otherwise, or asked otherwise    a sequence, an owner of it, a default: three things
//
// The last row is a column that somebody numbered by hand: `serial` would not make it again, since
// that makes NOT NULL, and its sequence in the table's schema. A word of a few letters tells the
// rest of a column: n not null, a or d identity, S or V generated, h from a parent, c a collation
// of its own.
//
// The text of a view is what the server prints of its query; the statement is put together with
// what is no part of that: options, access method, tablespace. A default that stands on a column of
// a view is an option of the view.
#include <algorithm>

#include "database/connection.h"
#include "database/postgresql/catalog_text.h"
#include "database/postgresql/schema_reading.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Option;
using schema::Weight;

constexpr std::string_view relations = R"(
SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence,
  CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END, CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
  CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END, CASE WHEN c.relkind IN ('v', 'm') THEN c.oid::regclass::text END,
  c.reloptions, (SELECT t.reloptions FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid), c.relrowsecurity, c.relforcerowsecurity,
  CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END, c.relreplident,
  (SELECT s.spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace), (SELECT a.amname FROM pg_catalog.pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap'),
  c.relispopulated, (SELECT s.srvname FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid),
  (SELECT f.ftoptions FROM pg_foreign_table f WHERE f.ftrelid = c.oid), c.relnamespace, c.relacl IS NOT NULL
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relpersistence <> 't' AND c.relnamespace IN @SCOPE AND @OWN(pg_class, c))";

constexpr std::string_view sequences = R"(
SELECT c.oid, n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
  d.deptype, d.refobjid, d.refobjsubid, t.relname, a.attname, t.relnamespace = c.relnamespace,
  'nextval(' || quote_literal(c.oid::regclass::text) || '::regclass)'
FROM @OWNERS JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE c.relpersistence <> 't' AND c.relnamespace IN @SCOPE AND @OWN(pg_class, c) AND @OF(d.refobjid))";

/// Where all are asked for, from the sequence to its column; where a table is, the other way.
constexpr std::string_view all_owners =
    R"(pg_catalog.pg_sequence s LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))";
constexpr std::string_view some_owners =
    R"(pg_catalog.pg_depend d JOIN pg_catalog.pg_sequence s ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))";

constexpr std::string_view columns = R"(
SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attnotnull THEN 'n' ELSE '' END || a.attidentity::text || CASE a.attgenerated WHEN 's' THEN 'S' WHEN 'v' THEN 'V' ELSE '' END
  || CASE WHEN a.attislocal THEN '' ELSE 'h' END || CASE WHEN a.attcollation <> t.typcollation THEN 'c' ELSE '' END,
  pg_get_expr(f.adbin, f.adrelid), nullif(nullif(a.attcollation, 100), 0),
  nullif(array_remove(ARRAY[CASE WHEN a.attstorage <> t.typstorage THEN 'storage=' || a.attstorage::text END, @COMPRESSION
    CASE WHEN a.attstattarget > 0 THEN 'statistics=' || a.attstattarget END], NULL) || coalesce(a.attoptions, '{}') || coalesce(a.attfdwoptions, '{}'), '{}')
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND c.relnamespace IN @SCOPE AND a.attnum > 0 AND NOT a.attisdropped AND @OWN(pg_class, c) AND @OF(c.oid)
ORDER BY a.attrelid, a.attnum)";
constexpr std::size_t portion = 10000;

void add_if(std::vector<Option>& options, const char* name, std::string value, Weight weight) {
  if (!value.empty()) options.push_back({name, std::move(value), weight});
}

/// `check_option=local, security_barrier='…'` in brackets, with WITH before them.
std::string with_options(const std::vector<Option>& options) {
  std::vector<std::string> parts;
  for (const Option& option : options) {
    const bool is_plain =
        !option.value.empty() && std::all_of(option.value.begin(), option.value.end(), is_word);
    parts.push_back(option.name + (option.value.empty() ? "" : "=") +
                    (option.value.empty() || is_plain ? option.value : quoted_text(option.value)));
  }
  return parts.empty() ? "" : " WITH (" + join(parts, ", ") + ")";
}

/// The query of a view without what ends a statement.
std::string query_of(const std::string& printed) {
  std::string_view query = trim(printed);
  if (query.ends_with(';')) query.remove_suffix(1);
  return std::string(trim_end(query));
}

std::string_view replica_identity(const std::optional<std::string>& letter) {
  return letter == "n" ? "nothing" : letter == "f" ? "full" : letter == "i" ? "index" : "";
}

}  // namespace

bool PostgresqlReading::find_table(const sql::Name& name) {
  in_scope_ =
      "(SELECT s.oid FROM pg_catalog.pg_namespace s WHERE s.nspname = " + quoted_text(name.place) +
      ")";
  of_ = "c.relname = " + quoted_text(name.name);
  read_relations();
  if (schema_.tables.empty()) return false;
  of_ = "";
  one_ = tables_.begin()->first;
  return true;
}

bool PostgresqlReading::find_tables(const std::vector<sql::Name>& names) {
  std::vector<std::string> wanted, places;
  for (const sql::Name& name : names) {
    wanted.push_back("(" + quoted_text(name.place) + ", " + quoted_text(name.name) + ")");
    places.push_back(quoted_text(name.place));
  }
  in_scope_ = "(SELECT s.oid FROM pg_catalog.pg_namespace s WHERE s.nspname IN (" +
              join(places, ", ") + "))";
  of_ = "(n.nspname, c.relname) IN (" + join(wanted, ", ") + ")";
  read_relations();
  of_ = "";
  std::vector<std::string> numbers;
  for (const auto& [number, at] : tables_) numbers.push_back(number);
  some_ = "(" + join(numbers, ", ") + ")";
  in_scope_ = "(" + join({places_found_.begin(), places_found_.end()}, ", ") + ")";
  return !numbers.empty();
}

void PostgresqlReading::read_relations() {
  for (Row& row : ask(std::string(relations) + (of_.empty() ? "" : " AND " + of_)).rows) {
    if (is_own(row[1].value_or(""), row[2].value_or(""))) continue;
    places_found_.insert(row[20].value_or("0"));
    has_grants_ = has_grants_ || is_true(row[21]);
    if (row[3] == "v" || row[3] == "m") {
      add_view(row);
    } else {
      add_table(row);
    }
  }
}

void PostgresqlReading::add_table(Row& row) {
  schema::Table table{{taken(row[1]), taken(row[2])}};
  const std::string oid = row[0].value_or("");
  table.is_foreign = row[3] == "f";
  table.partitioned_by = std::move(row[5]);
  table.bound = std::move(row[6]);
  std::vector<Option>& options = table.options;
  options = storage_options(row[9].value_or(""), Weight::informs);
  for (Option& option : storage_options(row[10].value_or(""), Weight::informs, "toast."))
    options.push_back(std::move(option));
  if (row[4] == "u") options.push_back({"unlogged", ""});
  if (is_true(row[11])) options.push_back({"row security", ""});
  if (is_true(row[12])) options.push_back({"force row security", ""});
  add_if(options, "of type", taken(row[13]), Weight::counts);
  add_if(options, "replica identity", std::string(replica_identity(row[14])), Weight::informs);
  add_if(options, "tablespace", taken(row[15]), Weight::informs);
  add_if(options, "access method", taken(row[16]), Weight::counts);
  add_if(options, "server", taken(row[18]), Weight::counts);
  add_if(options, "server options", taken(row[19]), Weight::counts);
  sort_options(options);
  table.comment = comment("pg_class", oid);
  table.uses = uses("pg_class", oid);
  tables_[oid] = schema_.tables.size();
  schema_.tables.push_back(std::move(table));
}

void PostgresqlReading::add_view(Row& row) {
  schema::View view{{taken(row[1]), taken(row[2])}};
  const std::string oid = row[0].value_or("");
  view.is_materialized = row[3] == "m";
  view.query = query_of(row[7].value_or(""));
  view.options =
      storage_options(row[9].value_or(""), view.is_materialized ? Weight::informs : Weight::counts);
  const std::string with = with_options(view.options);
  const std::string method = taken(row[16]), tablespace = taken(row[15]);
  view.definition = std::string("CREATE ") + (view.is_materialized ? "MATERIALIZED " : "") +
                    "VIEW " + row[8].value_or("") + (method.empty() ? "" : " USING " + method) +
                    with + (tablespace.empty() ? "" : " TABLESPACE " + tablespace) + " AS\n" +
                    view.query;
  add_if(view.options, "access method", method, Weight::counts);
  add_if(view.options, "tablespace", tablespace, Weight::informs);
  if (!is_true(row[17])) view.options.push_back({"no data", "", Weight::informs});
  sort_options(view.options);
  view.comment = comment("pg_class", oid);
  view.uses = uses("pg_class", oid);
  std::erase(view.uses, view.name);
  if (const auto reads = reads_.find("pg_class " + oid + " 0"); reads != reads_.end())
    view.reads = std::move(reads->second);
  views_[oid] = schema_.views.size();
  schema_.views.push_back(std::move(view));
}

void PostgresqlReading::read_parents() {
  const Rows rows =
      ask("SELECT i.inhrelid, n.nspname, p.relname FROM pg_catalog.pg_inherits i JOIN "
          "pg_catalog.pg_class p ON p.oid = "
          "i.inhparent JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace WHERE p.relkind IN "
          "('r', 'p', "
          "'f') ORDER BY i.inhrelid, i.inhseqno");
  for (const Row& row : rows.rows) {
    const auto table = tables_.find(row[0].value_or(""));
    if (table == tables_.end()) continue;
    const sql::Name parent{row[1].value_or(""), row[2].value_or("")};
    schema_.tables[table->second].parents.push_back(parent);
    std::erase(schema_.tables[table->second].uses, parent);
  }
}

void PostgresqlReading::read_sequences() {
  const std::string_view owners = some_.empty() ? all_owners : some_owners;
  for (Row& row : ask(replace_all(sequences, "@OWNERS", owners)).rows) add_sequence(row);
}

void PostgresqlReading::add_sequence(Row& row) {
  schema::Sequence sequence{{taken(row[1]), taken(row[2])},
                            taken(row[3]),
                            taken(row[4]),
                            taken(row[5]),
                            taken(row[6]),
                            taken(row[7]),
                            taken(row[8]),
                            is_true(row[9])};
  sequence.comment = comment("pg_class", row[0].value_or(""));
  if (row[10]) {
    schema::Numbering numbering{schema::Numbering::Kind::serial,
                                sequence.type,
                                sequence.start,
                                sequence.increment,
                                sequence.minimum,
                                sequence.maximum,
                                sequence.cache,
                                sequence.cycles,
                                sequence.name};
    owned_[taken(row[11]) + " " + taken(row[12])] = {std::move(numbering), taken(row[16]),
                                                     row[10] == "i"};
    if (row[10] == "i") return;
    if (is_true(row[15])) sequence.owned_by = taken(row[13]) + "." + taken(row[14]);
  }
  schema_.sequences.push_back(std::move(sequence));
}

void PostgresqlReading::read_columns() {
  const std::string sql = replace_all(
      spelled(columns), "@COMPRESSION",
      version() < 14
          ? ""
          : "CASE WHEN a.attcompression <> '' THEN 'compression=' || a.attcompression::text END,");
  if (is_of_one() || !some_.empty()) {
    Rows rows = connection_.query({sql});
    std::set<std::string> unusual;
    for (const Row& row : rows.rows)
      if (row[6]) unusual.insert(*row[6]);
    look_up_some(unusual);
    for (Row& row : rows.rows) add_column(row);
    return;
  }
  connection_.query({"DECLARE ebbtide_columns NO SCROLL CURSOR FOR" + sql});
  const std::string fetch = "FETCH " + std::to_string(portion) + " FROM ebbtide_columns";
  for (std::size_t got = portion; got == portion;) {
    Rows rows = connection_.query({fetch});
    got = rows.rows.size();
    for (Row& row : rows.rows) add_column(row);
  }
  connection_.query({"CLOSE ebbtide_columns"});
}

void PostgresqlReading::add_column(Row& row) {
  const std::string& oid = *row[0];
  const auto number = static_cast<std::size_t>(std::stoul(row[1].value_or("1")));
  Attributes& attributes = attributes_[oid];
  attributes.resize(std::max(attributes.size(), number));
  attributes[number - 1] = {row[2].value_or(""), row[6].value_or("")};
  if (const auto table = tables_.find(oid); table != tables_.end()) {
    add_table_column(schema_.tables[table->second], row);
  } else if (const auto type = composites_.find(oid); type != composites_.end()) {
    const std::string said = collation(row[6].value_or("")).sql;
    const bool is_own_one = contains(row[4].value_or(""), "c");
    composite_collations_[type->second].push_back(is_own_one ? " COLLATE " + said : "");
    schema_.types[type->second].columns.push_back(column_of(row));
    for (const sql::Name& name : uses("pg_class", oid, *row[1]))
      schema_.types[type->second].uses.push_back(name);
  } else if (const auto view = views_.find(oid); view != views_.end()) {
    schema::View& shown = schema_.views[view->second];
    if (schema::Text said = comment("pg_class", oid, *row[1])) {
      shown.column_comments.resize(shown.columns.size() + 1);
      shown.column_comments.back() = std::move(said);
    }
    if (row[5]) shown.options.push_back({"default of " + *row[2], *row[5]});
    shown.columns.push_back(taken(row[2]));
    if (!shown.column_comments.empty()) shown.column_comments.resize(shown.columns.size());
  }
}

schema::Column PostgresqlReading::column_of(Row& row) {
  const std::string flags = row[4].value_or("");
  schema::Column column{*row[2], taken(row[3])};
  column.nullable = !contains(flags, "n");
  column.is_inherited = contains(flags, "h");
  if (contains(flags, "c")) column.collation = collation(row[6].value_or("")).name;
  column.options = storage_options(row[7].value_or(""), Weight::informs);
  return column;
}

void PostgresqlReading::add_table_column(schema::Table& table, Row& row) {
  schema::Column column = column_of(row);
  const std::string &oid = *row[0], &part = *row[1], flags = row[4].value_or("");
  column.comment = comment("pg_class", oid, part);
  column.uses = uses("pg_class", oid, part);
  const auto owned = owned_.find(oid + " " + part);
  if (contains(flags, "S") || contains(flags, "V")) {
    column.generated = std::move(row[5]);
    column.is_stored = contains(flags, "S");
  } else if (owned != owned_.end() && owned->second.is_identity) {
    column.numbering.emplace() = owned->second.numbering;
    column.numbering.ensure().kind = contains(flags, "a")
                                         ? schema::Numbering::Kind::identity_always
                                         : schema::Numbering::Kind::identity_by_default;
  } else if (owned == owned_.end() ||
             !set_serial(table, column, owned->second, row[5].value_or(""))) {
    column.by_default = std::move(row[5]);
  }
  std::erase(column.uses, table.name);
  table.columns.push_back(std::move(column));
}

/// A column that may be NULL, or is numbered from elsewhere, is not what `serial` makes.
bool PostgresqlReading::set_serial(const schema::Table& table, schema::Column& column,
                                   const OwnedSequence& owned, const std::string& by_default) {
  const bool is_number =
      column.type == "integer" || column.type == "bigint" || column.type == "smallint";
  if (!is_number || column.nullable || by_default != owned.next ||
      owned.numbering.sequence.place != table.name.place)
    return false;
  column.numbering.emplace() = owned.numbering;
  numbering_.insert(owned.numbering.sequence.to_text());
  std::erase(column.uses, owned.numbering.sequence);
  return true;
}

}  // namespace ebbtide
