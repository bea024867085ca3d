// Keys, foreign keys, checks and indexes. Columns come as numbers, which cost the server nothing.
// What a partition has because its parent has it is the parent's alone.
//
// A number is the column's place in the table as it was made, so that dropped columns leave gaps; 0
// in an index is an expression, whose text stands in a list of its own, in the order of the zeros.
// Behind the columns that an index is sorted by stand those that it includes.
//
// Only what is not usual is told of a part of an index:
//
//   NULLS           FIRST is usual where it is descending, and LAST else; only the other is told
//   operator class  where it is not the default of its type
//   collation       where it is not the column's own; of an expression nobody knows the usual one
//
// The index that serves a key, a unique or an exclusion constraint is part of it, with its options.
// A name is always taken for somebody's: the server keeps no note of those that it made.
//
// The definition of an index on a partitioned table says ON ONLY, and made so it would have no
// partitions. The word is taken out, as the index is to be on all.
#include <charconv>

#include "database/postgresql/catalog_text.h"
#include "database/postgresql/schema_reading.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Option;
using schema::Weight;

constexpr std::string_view constraints = R"(
SELECT k.oid, k.contype, k.conname, k.conrelid, k.contypid, pg_get_constraintdef(k.oid), k.conkey,
  rn.nspname, r.relname, CASE k.contype WHEN 'f' THEN ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(number, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.place) END,
  k.confupdtype, k.confdeltype, k.confmatchtype, k.condeferrable, k.condeferred, k.convalidated, k.conislocal,
  CASE WHEN i.indnatts > i.indnkeyatts THEN i.indkey::text END, i.indnkeyatts, @NULLS, ic.reloptions,
  (SELECT s.spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = ic.reltablespace), i.indisclustered
FROM pg_catalog.pg_constraint k LEFT JOIN pg_catalog.pg_class r ON k.contype = 'f' AND r.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
LEFT JOIN pg_catalog.pg_index i ON k.contype IN ('p', 'u', 'x') AND i.indexrelid = k.conindid LEFT JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND @WHOLE(k.conparentid = 0) AND @OF(k.conrelid) AND k.connamespace IN @SCOPE
ORDER BY k.conrelid, k.conname)";

constexpr std::string_view indexes = R"(
SELECT i.indexrelid, i.indrelid, c.relname, m.amname, i.indisunique, i.indisvalid, i.indisclustered, i.indnkeyatts,
  i.indkey::text, i.indoption::text, i.indclass::text, i.indcollation::text,
  CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, false) FROM generate_series(1, i.indnkeyatts) k WHERE i.indkey[k - 1] = 0 ORDER BY k) END,
  pg_get_expr(i.indpred, i.indrelid), pg_get_indexdef(i.indexrelid), c.reloptions,
  (SELECT s.spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace), @NULLS
FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = c.relam
WHERE c.relnamespace IN @SCOPE AND @WHOLE(NOT c.relispartition) AND @OF(i.indrelid) AND c.relpersistence <> 't'
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conrelid = i.indrelid AND k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY i.indrelid, c.relname)";

/// The words that a number is between blanks or commas.
std::vector<std::string> numbers_in(std::string_view list) {
  std::vector<std::string> numbers;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find_first_of(" ,{}", at), list.size());
    if (end > at) numbers.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return numbers;
}

std::size_t number_of(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string action(const std::optional<std::string>& letter) {
  if (letter == "r") return "RESTRICT";
  if (letter == "c") return "CASCADE";
  if (letter == "n") return "SET NULL";
  if (letter == "d") return "SET DEFAULT";
  return "";
}

/// From the array of a constraint's columns on: what its index has besides.
std::vector<Option> key_options(Row& row, const std::vector<std::string>& included) {
  std::vector<Option> options = storage_options(row[20].value_or(""), Weight::informs);
  if (!included.empty()) options.push_back({"include", join(included, ", ")});
  if (is_true(row[19])) options.push_back({"nulls not distinct", ""});
  if (row[21]) options.push_back({"tablespace", *row[21], Weight::informs});
  if (is_true(row[22])) options.push_back({"clustered", "", Weight::informs});
  sort_options(options);
  return options;
}

/// Its options, `included` apart.
std::vector<Option> index_options(Row& row) {
  std::vector<Option> options = storage_options(row[15].value_or(""), Weight::informs);
  if (row[16]) options.push_back({"tablespace", *row[16], Weight::informs});
  if (is_true(row[6])) options.push_back({"clustered", "", Weight::informs});
  if (is_true(row[17])) options.push_back({"nulls not distinct", ""});
  sort_options(options);
  return options;
}

}  // namespace

std::vector<std::string> PostgresqlReading::names_of(const Attributes& attributes,
                                                     std::string_view numbers) const {
  std::vector<std::string> names;
  for (const std::string& text : numbers_in(numbers)) {
    const std::size_t number = number_of(text);
    if (number > 0 && number <= attributes.size()) names.push_back(attributes[number - 1].name);
  }
  return names;
}

void PostgresqlReading::read_constraints() {
  const std::string nulls = version() < 15 ? "false" : "i.indnullsnotdistinct";
  for (Row& row : ask(replace_all(constraints, "@NULLS", nulls)).rows) {
    if (row[4] == "0") {
      add_constraint(row);
    } else {
      add_domain_check(row);
    }
  }
}

void PostgresqlReading::add_constraint(Row& row) {
  const auto found = tables_.find(row[3].value_or(""));
  if (found == tables_.end()) return;
  schema::Table& table = schema_.tables[found->second];
  const Attributes& attributes = attributes_[*row[3]];
  const std::string kind = taken(row[1]), oid = taken(row[0]);
  schema::Text said = comment("pg_constraint", oid);
  const schema::Deferral deferral{is_true(row[13]), is_true(row[14])};
  std::vector<std::string> columns = names_of(attributes, row[6].value_or(""));
  if (kind == "f") {
    schema::ForeignKey key{taken(row[2]),
                           true,
                           std::move(columns),
                           {taken(row[7]), taken(row[8])},
                           array_items(row[9].value_or("")),
                           action(row[10]),
                           action(row[11]),
                           deferral,
                           is_true(row[15]),
                           std::move(said)};
    if (row[12] == "f") key.options.push_back({"match", "FULL"});
    key.definition = taken(row[5]);
    table.foreign_keys.push_back(std::move(key));
  } else if (kind == "c" || kind == "x") {
    table.checks.push_back({kind == "c" ? schema::Kind::check : schema::Kind::exclusion,
                            taken(row[2]), true, is_true(row[15]), !is_true(row[16]),
                            std::move(said), taken(row[5])});
    for (sql::Name& name : uses("pg_constraint", oid)) table.uses.push_back(std::move(name));
  } else {
    std::vector<std::string> included;
    if (row[17]) {
      included = names_of(attributes, *row[17]);
      included.erase(included.begin(),
                     included.begin() + static_cast<std::ptrdiff_t>(columns.size()));
    }
    schema::Key key{taken(row[2]),      true,
                    std::move(columns), deferral,
                    std::move(said),    key_options(row, included),
                    taken(row[5])};
    if (kind == "p") {
      table.primary_key = std::move(key);
    } else {
      table.uniques.push_back(std::move(key));
    }
  }
}

void PostgresqlReading::add_domain_check(Row& row) {
  const auto found = types_.find(*row[4]);
  if (found == types_.end()) return;
  const std::string oid = taken(row[0]);
  schema::Type& domain = schema_.types[found->second];
  domain.checks.push_back({schema::Kind::check, taken(row[2]), true, is_true(row[15]), false,
                           comment("pg_constraint", oid), taken(row[5])});
  for (sql::Name& name : uses("pg_constraint", oid)) domain.uses.push_back(std::move(name));
}

void PostgresqlReading::read_indexes() {
  const std::string nulls = version() < 15 ? "false" : "i.indnullsnotdistinct";
  Rows rows = ask(replace_all(indexes, "@NULLS", nulls));
  std::set<std::string> named;
  for (const Row& row : rows.rows) {
    for (const std::string& number : numbers_in(row[10].value_or(""))) named.insert(number);
    for (const std::string& number : numbers_in(row[11].value_or(""))) named.insert(number);
  }
  look_up_some(named);
  for (Row& row : rows.rows) add_index(row);
}

void PostgresqlReading::add_index(Row& row) {
  const std::string& on = *row[1];
  const auto table = tables_.find(on), view = views_.find(on);
  if (table == tables_.end() && view == views_.end()) return;
  const Attributes& attributes = attributes_[on];
  schema::Index index{taken(row[2]), is_true(row[4]), taken(row[3])};
  index.parts = index_parts(row, attributes);
  const std::vector<std::string> numbers = numbers_in(row[8].value_or(""));
  for (std::size_t i = index.parts.size(); i < numbers.size(); ++i)
    for (std::string& name : names_of(attributes, numbers[i]))
      index.included.push_back(std::move(name));
  index.predicate = std::move(row[13]);
  index.is_valid = is_true(row[5]);
  index.comment = comment("pg_class", *row[0]);
  index.options = index_options(row);
  index.definition = taken(row[14]);
  if (const std::size_t only = index.definition.find(" ON ONLY "); only != std::string::npos)
    index.definition.erase(only + 4, 5);
  const std::string& place = (table != tables_.end() ? schema_.tables[table->second].name
                                                     : schema_.views[view->second].name)
                                 .place;
  if (is_default(place)) index.definition = unplaced(std::move(index.definition), " ON ");
  index.uses = uses("pg_class", *row[0]);
  auto& indexes_of = table != tables_.end() ? schema_.tables[table->second].indexes
                                            : schema_.views[view->second].indexes;
  indexes_of.push_back(std::move(index));
}

std::vector<schema::IndexPart> PostgresqlReading::index_parts(Row& row,
                                                              const Attributes& attributes) const {
  const std::size_t size = number_of(row[7].value_or("0"));
  const auto numbers = numbers_in(row[8].value_or("")), options = numbers_in(row[9].value_or("")),
             classes = numbers_in(row[10].value_or("")),
             collations = numbers_in(row[11].value_or(""));
  std::vector<std::string> expressions = array_items(row[12].value_or(""));
  std::vector<schema::IndexPart> parts(size);
  for (std::size_t i = 0, expression = 0; i < size; ++i) {
    schema::IndexPart& part = parts[i];
    const std::size_t number = i < numbers.size() ? number_of(numbers[i]) : 0;
    std::string usual = "100";
    if (number == 0) {
      part.is_expression = true;
      if (expression < expressions.size()) part.text = std::move(expressions[expression++]);
    } else if (number <= attributes.size()) {
      part.text = attributes[number - 1].name;
      if (!attributes[number - 1].collation.empty()) usual = attributes[number - 1].collation;
    }
    const std::size_t flags = i < options.size() ? number_of(options[i]) : 0;
    part.is_descending = (flags & 1) != 0;
    const bool nulls_first = (flags & 2) != 0;
    if (nulls_first != part.is_descending) part.nulls = nulls_first ? "FIRST" : "LAST";
    const auto of_class = operator_classes_.find(i < classes.size() ? classes[i] : "");
    if (of_class != operator_classes_.end() && !of_class->second.is_default)
      part.operator_class = of_class->second.name;
    // Which one is usual for an expression, only its definition shows.
    if (number > 0 && i < collations.size() && collations[i] != "0" && collations[i] != usual)
      part.collation = collation(collations[i]).name;
    if (part.collation && part.collation->empty()) part.collation.reset();
  }
  return parts;
}

}  // namespace ebbtide
