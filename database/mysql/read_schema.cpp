// The whole of a database by questions to information_schema, a fixed number for each database.
// Only columns are asked for that the server has without opening the table, as far as there are
// such: sizes and row formats would open each of them.
//
// SHOW CREATE TABLE is asked only for partitioned and system-versioned tables, since no table of
// information_schema tells their periods and the options of partitions. The statements of all other
// tables are put together in the server's own spelling.
//
// The definer is no part of a definition: it is another one on each server. So are the modes of the
// session in which a routine was made, but for those that change how its text is read.
#include "database/mysql/read_schema.h"

#include <algorithm>

#include "database/connection.h"
#include "database/facts.h"
#include "database/literals.h"
#include "database/mysql/schema_reading.h"
#include "database/mysql/schema_text.h"
#include "database/read_schema.h"
#include "schema/excerpt.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Option;
using schema::Weight;

std::vector<std::string> databases_of(Connection& connection, const std::string& own,
                                      const schema::Scope& scope) {
  if (!scope.all) return scope.schemas.empty() ? std::vector{own} : scope.schemas;
  std::vector<std::string> names;
  const Rows rows = connection.query(
      {"SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN "
       "('information_schema', 'performance_schema', 'mysql', 'sys') ORDER BY schema_name"});
  for (const Row& row : rows.rows) names.push_back(row[0].value_or(""));
  return names;
}

void sort_options(std::vector<Option>& options) {
  std::sort(options.begin(), options.end(),
            [](const Option& a, const Option& b) { return a.name < b.name; });
}

/// `row_format=DYNAMIC max_rows=7` as options; what they do to rows only informs.
std::vector<Option> create_options(std::string_view text) {
  std::vector<Option> options;
  for (const std::string_view word : words_outside_quotes(text)) {
    const std::size_t sign = word.find('=');
    if (word == "partitioned" || word.empty()) continue;
    std::string name = replace_all(lower(word.substr(0, sign)), "`", "");
    std::string value(sign == std::string_view::npos ? "" : word.substr(sign + 1));
    options.push_back({replace_all(name, "_", " "), std::move(value), Weight::informs});
  }
  return options;
}

schema::Origin origin_of(Connection& connection, const std::string& here) {
  const Facts& facts = connection.facts();
  return {std::string(facts.product_name),
          connection.server_version(),
          std::string(facts.name),
          here,
          "",
          connection.user(),
          ""};
}

}  // namespace

schema::Schema read_mysql_schema(Connection& connection, const Defaults& defaults,
                                 const schema::Scope& scope, const std::vector<sql::Name>& own) {
  const std::string here = defaults.catalog.empty() ? defaults.schema : defaults.catalog;
  schema::Schema schema;
  schema.origin = origin_of(connection, here);
  for (const std::string& database : databases_of(connection, here, scope)) {
    MysqlReading reading(connection, database, database == here ? "" : database, own, schema);
    reading.look_around();
    reading.read_tables();
    reading.read_columns();
    reading.read_indexes();
    reading.read_foreign_keys();
    reading.read_checks();
    reading.read_partitions();
    reading.read_sequences();
    reading.read_views();
    reading.read_routines();
    reading.read_triggers();
    reading.read_events();
    reading.define_tables();
    if (scope.dependents && !scope.all) reading.read_dependents();
  }
  schema.sort();
  return schema;
}

schema::Schema read_mysql_tables(Connection& connection, const Defaults& defaults,
                                 const SomeTables& tables, const std::vector<sql::Name>& own) {
  const std::string here = defaults.catalog.empty() ? defaults.schema : defaults.catalog;
  constexpr std::size_t fewer_questions = 20;
  if (tables.names.size() > fewer_questions)
    return excerpt_of(read_mysql_schema(connection, defaults, {}, own), tables.names);
  schema::Schema schema;
  schema.origin = origin_of(connection, here);
  std::vector<std::string> names;
  for (const sql::Name& name : tables.names)
    if (name.place.empty()) names.push_back(name.name);
  MysqlReading reading(connection, here, "", own, schema);
  reading.look_around();
  if (names.empty() || !reading.find_tables(names)) return schema;
  reading.read_columns();
  reading.read_indexes();
  reading.read_foreign_keys();
  reading.read_checks();
  reading.read_partitions();
  reading.define_tables();
  schema.sort();
  return schema;
}

MysqlReading::MysqlReading(Connection& connection, std::string database, std::string place,
                           const std::vector<sql::Name>& own, schema::Schema& schema)
    : connection_(connection),
      database_(std::move(database)),
      place_(std::move(place)),
      own_(own),
      schema_(schema),
      is_mariadb_(connection.facts().name == "mariadb") {}

Rows MysqlReading::ask(const std::string& sql) {
  return connection_.query({replace_all(sql, "@HERE", text(database_))});
}

Rows MysqlReading::ask_of_tables(const std::string& question) {
  const std::size_t at = question.find("@OF("), end = question.find(')', at);
  const std::string column = question.substr(at + 4, end - at - 4);
  const auto with = [&](const std::string& condition) {
    return question.substr(0, at) + condition + question.substr(end + 1);
  };
  if (some_.empty()) return ask(with("TRUE"));
  Rows all;
  for (const std::string& name : some_) {
    // Some servers take names of another case for it.
    for (Row& row : ask(with(column + " = " + text(name))).rows)
      if (row[0] == name) all.rows.push_back(std::move(row));
  }
  return all;
}

bool MysqlReading::find_tables(const std::vector<std::string>& names) {
  some_ = names;
  read_tables();
  some_.clear();
  for (const auto& [name, at] : tables_) some_.push_back(name);
  return !some_.empty();
}

std::string MysqlReading::text(std::string_view text) const {
  return text_literal(text, connection_.facts());
}

/// MySQL escapes the quotes of the expressions it tells.
std::string MysqlReading::printed(std::optional<std::string>& value) const {
  const std::string said = value ? std::move(*value) : "";
  return is_mariadb_ ? said : replace_all(said, "\\'", "'");
}

bool MysqlReading::is_own(std::string_view name) const {
  return std::any_of(own_.begin(), own_.end(), [&](const sql::Name& one) {
    const bool is_here =
        one.place.empty() ? place_.empty() : equals_ignoring_case(one.place, database_);
    return is_here && equals_ignoring_case(one.name, name);
  });
}

schema::Table* MysqlReading::table(const std::string& name) {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : &schema_.tables[found->second];
}

/// Names of tables and views of the same database, as a text in full spelling names them.
std::vector<sql::Name> MysqlReading::named(const std::vector<std::string>& names) const {
  std::vector<sql::Name> all;
  for (const std::string& name : names) all.push_back({place_, name});
  return all;
}

/// The tables and views that the text of a routine may be about: it keeps no note of them.
std::vector<sql::Name> MysqlReading::mentioned(std::string_view body) const {
  std::vector<sql::Name> all;
  const std::set<std::string> words = sql::names_within(body, connection_.facts().syntax);
  for (const auto& [name, at] : tables_)
    if (words.contains(lower(name))) all.push_back({place_, name});
  for (const schema::View& view : schema_.views)
    if (is_here(view.name) && words.contains(lower(view.name.name))) all.push_back(view.name);
  std::sort(all.begin(), all.end(),
            [](const sql::Name& a, const sql::Name& b) { return a.name < b.name; });
  return all;
}

void MysqlReading::look_around() {
  const Rows rows =
      ask("SELECT upper(table_name), upper(column_name) FROM information_schema.columns WHERE "
          "table_schema = 'information_schema' AND table_name IN ('STATISTICS', 'VIEWS', "
          "'CHECK_CONSTRAINTS', 'TABLE_CONSTRAINTS', 'COLUMNS', 'statistics', 'views', "
          "'check_constraints', 'table_constraints', 'columns') UNION ALL SELECT '', "
          "@@default_storage_engine UNION ALL SELECT default_character_set_name, "
          "default_collation_name FROM information_schema.schemata WHERE "
          "schema_name = @HERE");
  for (const Row& row : rows.rows) known_.insert(row[0].value_or("") + "." + row[1].value_or(""));
  if (!rows.rows.empty())
    letters_ = {rows.rows.back()[0].value_or(""), rows.rows.back()[1].value_or("")};
  if (!place_.empty()) return;
  for (const Row& row : rows.rows)
    if (row[0] == "") schema_.origin.usual_options.push_back({"engine", row[1].value_or("")});
  schema_.origin.usual_options.push_back({"charset", letters_.charset});
  schema_.origin.usual_options.push_back({"collation", letters_.collation});
}

void MysqlReading::read_tables() {
  Rows rows = ask_of_tables(
      "SELECT table_name, table_type, engine, table_collation, create_options, table_comment FROM "
      "information_schema.tables WHERE table_schema = @HERE AND table_type <> 'VIEW' AND "
      "@OF(table_name)");
  for (Row& row : rows.rows) {
    if (is_own(row[0].value_or(""))) continue;
    if (row[1] == "SEQUENCE") {
      sequence_names_.push_back(row[0].value_or(""));
    } else {
      add_table(row);
    }
  }
}

void MysqlReading::add_table(Row& row) {
  const std::string name = row[0].value_or(""), made_with = row[4].value_or("");
  const bool is_versioned = row[1] == "SYSTEM VERSIONED";
  tables_[name] = schema_.tables.size();
  schema::Table& table = schema_.tables.emplace_back();
  table.name = {place_, name};
  table.options = create_options(made_with);
  // A collation begins with the name of its character set.
  const std::string collation = row[3].value_or("");
  const Letters letters{collation.substr(0, collation.find('_')), collation};
  if (row[2]) table.options.push_back({"engine", *row[2]});
  if (!letters.charset.empty()) table.options.push_back({"charset", letters.charset});
  if (!letters.collation.empty()) table.options.push_back({"collation", letters.collation});
  if (is_versioned) table.options.push_back({"system versioning", ""});
  sort_options(table.options);
  if (row[5] && !row[5]->empty()) table.comment = row[5];
  table_letters_[name] = letters;
  const bool is_partitioned = contains(made_with, "partitioned");
  has_partitions_ = has_partitions_ || is_partitioned;
  if (is_partitioned || is_versioned) shown_.push_back(name);
}

void MysqlReading::read_columns() {
  const std::string srid = knows("COLUMNS.SRS_ID") ? "srs_id" : "NULL";
  Rows rows = ask_of_tables(
      "SELECT table_name, column_name, column_type, is_nullable, column_default, extra, "
      "character_set_name, collation_name, column_comment, generation_expression, " +
      srid +
      " FROM information_schema.columns WHERE table_schema = @HERE AND @OF(table_name) ORDER BY "
      "table_name, ordinal_position");
  for (Row& row : rows.rows) add_column(row);
}

void MysqlReading::add_column(Row& row) {
  schema::Table* const of = table(row[0].value_or(""));
  if (of == nullptr) {
    view_columns_[row[0].value_or("")].push_back(row[1].value_or(""));
    return;
  }
  const Letters& usual = table_letters_[of->name.name];
  schema::Column& column = of->columns.emplace_back();
  const std::string extra = row[5].value_or(""), said = lower(extra);
  column.name = row[1].value_or("");
  column.type = row[2].value_or("");
  column.nullable = row[3] == "YES";
  if (row[7] && *row[7] != usual.collation) column.collation = row[7];
  if (row[6] && *row[6] != usual.charset) column.charset = row[6];
  if (row[8] && !row[8]->empty()) column.comment = row[8];
  if (row[9] && !row[9]->empty()) {
    column.generated = printed(row[9]);
    column.is_stored = !contains(said, "virtual");
  } else {
    set_default(column, row);
  }
  if (contains(said, "auto_increment")) column.numbering.emplace();
  if (const std::size_t at = said.find("on update "); at != std::string::npos) {
    const std::string rest = extra.substr(at + 10);
    column.on_update = std::string(trim_end(rest.substr(0, rest.find(' '))));
    if (column.on_update->ends_with(',')) column.on_update->pop_back();
  }
  column.is_invisible = contains(said, "invisible");
  if (contains(said, "without system versioning"))
    column.options.push_back({"without system versioning", ""});
  if (row[10]) column.options.push_back({"srid", *row[10]});
}

/// MariaDB tells a default as SQL; MySQL tells the value of a literal, and marks an expression.
void MysqlReading::set_default(schema::Column& column, Row& row) {
  if (!row[4]) return;
  if (is_mariadb_) {
    if (*row[4] != "NULL") column.by_default = row[4];
    return;
  }
  const bool is_expression = contains(row[5].value_or(""), "DEFAULT_GENERATED");
  const bool is_moment = starts_with_ignoring_case(*row[4], "current_timestamp");
  if (is_moment) {
    column.by_default = row[4];
  } else if (is_expression) {
    column.by_default = "(" + printed(row[4]) + ")";
  } else {
    column.by_default = is_bit_literal(*row[4]) ? *row[4] : text(*row[4]);
  }
}

void MysqlReading::read_partitions() {
  if (!has_partitions_) return;
  Rows rows = ask_of_tables(
      "SELECT table_name, partition_name, subpartition_name, partition_method, "
      "partition_expression, partition_description, subpartition_method, subpartition_expression "
      "FROM information_schema.partitions WHERE table_schema = @HERE AND @OF(table_name) AND "
      "partition_name IS NOT NULL ORDER BY table_name, partition_ordinal_position, "
      "subpartition_ordinal_position");
  for (Row& row : rows.rows) {
    schema::Table* const of = table(row[0].value_or(""));
    if (of == nullptr) continue;
    const auto by = [](Row& from, std::size_t method) {
      return from[method].value_or("") +
             (from[method + 1] ? " (" + *from[method + 1] + ")" : std::string());
    };
    if (!of->partitioned_by) {
      of->partitioned_by = by(row, 3);
      if (row[6]) *of->partitioned_by += " SUBPARTITION BY " + by(row, 6);
    }
    const std::string name = "partition " + row[1].value_or("");
    const bool is_told = std::any_of(of->options.begin(), of->options.end(),
                                     [&](const Option& one) { return one.name == name; });
    if (!is_told) of->options.push_back({name, row[5].value_or(""), Weight::informs});
  }
  for (const auto& [name, at] : tables_) sort_options(schema_.tables[at].options);
}

/// A sequence is a table of one row: all of them are asked at once.
void MysqlReading::read_sequences() {
  constexpr std::size_t at_once = 500;
  for (std::size_t begin = 0; begin < sequence_names_.size(); begin += at_once) {
    std::string sql;
    const std::size_t end = std::min(begin + at_once, sequence_names_.size());
    for (std::size_t i = begin; i < end; ++i)
      sql += std::string(sql.empty() ? "" : " UNION ALL ") + "SELECT " + text(sequence_names_[i]) +
             ", start_value, increment, minimum_value, maximum_value, cache_size, cycle_option "
             "FROM " +
             in_back_quotes(database_) + "." + in_back_quotes(sequence_names_[i]);
    for (const Row& row : ask(sql).rows) {
      schema::Sequence& sequence = schema_.sequences.emplace_back();
      sequence.name = {place_, row[0].value_or("")};
      sequence.start = row[1].value_or("");
      sequence.increment = row[2].value_or("");
      sequence.minimum = row[3].value_or("");
      sequence.maximum = row[4].value_or("");
      sequence.cache = row[5].value_or("");
      sequence.cycles = row[6] == "1";
      sequence.definition = "CREATE SEQUENCE " + in_back_quotes(sequence.name.name) +
                            " START WITH " + sequence.start + " MINVALUE " + sequence.minimum +
                            " MAXVALUE " + sequence.maximum + " INCREMENT BY " +
                            sequence.increment +
                            (sequence.cache == "0" ? " NOCACHE" : " CACHE " + sequence.cache) +
                            (sequence.cycles ? " CYCLE" : " NOCYCLE");
    }
  }
}

}  // namespace ebbtide
