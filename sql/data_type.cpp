// As Liquibase does: DataTypeFactory.fromDescription takes a declaration apart by hand, and its
// oddities are what changelogs rely on. In this order:
//
//   {autoIncrement:true}    asks for numbering; what stands from `{` on is no part of the name
//   (10, 2)                 the first bracket to the last; the name is what is around it
//   ` identity`, quotes     go; identity asks for numbering where the family is integer or bigint
//   java.sql.Types.X        a name like any other: the table has it with its family
//   two words               `character varying` and its like are one name; else what follows the
//                           first word is a suffix: `int unsigned`, `timestamp with time zone`
//   serial, bigserial …     integers that ask for numbering
//   ${…}                    a property that nobody has set: the whole text is the name
//   interval …              the whole text is the name: INTERVAL YEAR TO MONTH has no suffix
//
// A name of no family is spelled as it was declared, so that types of extensions can be used.
#include "sql/data_type.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "text/ascii.h"

namespace ebbtide {
namespace {

struct KnownType {
  std::string_view alias;  // lower case
  TypeFamily family;
  std::string_view name;
};

/// Every name a type may be declared by, with the family it stands for.
constexpr KnownType known_types[] = {
    {"bigint", TypeFamily::bigint, "bigint"},
    {"java.sql.types.bigint", TypeFamily::bigint, "bigint"},
    {"java.math.biginteger", TypeFamily::bigint, "bigint"},
    {"java.lang.long", TypeFamily::bigint, "bigint"},
    {"integer8", TypeFamily::bigint, "bigint"},
    {"bigserial", TypeFamily::bigint, "bigint"},
    {"serial8", TypeFamily::bigint, "bigint"},
    {"int8", TypeFamily::bigint, "bigint"},
    {"blob", TypeFamily::blob, "blob"},
    {"longblob", TypeFamily::blob, "blob"},
    {"longvarbinary", TypeFamily::blob, "blob"},
    {"java.sql.types.blob", TypeFamily::blob, "blob"},
    {"java.sql.types.longblob", TypeFamily::blob, "blob"},
    {"java.sql.types.longvarbinary", TypeFamily::blob, "blob"},
    {"java.sql.types.varbinary", TypeFamily::blob, "blob"},
    {"java.sql.types.binary", TypeFamily::blob, "blob"},
    {"varbinary", TypeFamily::blob, "blob"},
    {"binary", TypeFamily::blob, "blob"},
    {"image", TypeFamily::blob, "blob"},
    {"tinyblob", TypeFamily::blob, "blob"},
    {"mediumblob", TypeFamily::blob, "blob"},
    {"long binary", TypeFamily::blob, "blob"},
    {"long varbinary", TypeFamily::blob, "blob"},
    {"boolean", TypeFamily::boolean, "boolean"},
    {"java.sql.types.boolean", TypeFamily::boolean, "boolean"},
    {"java.lang.boolean", TypeFamily::boolean, "boolean"},
    {"bit", TypeFamily::boolean, "boolean"},
    {"bool", TypeFamily::boolean, "boolean"},
    {"char", TypeFamily::character, "char"},
    {"java.sql.types.char", TypeFamily::character, "char"},
    {"bpchar", TypeFamily::character, "char"},
    {"character", TypeFamily::character, "char"},
    {"clob", TypeFamily::clob, "clob"},
    {"longvarchar", TypeFamily::clob, "clob"},
    {"text", TypeFamily::clob, "clob"},
    {"longtext", TypeFamily::clob, "clob"},
    {"java.sql.types.longvarchar", TypeFamily::clob, "clob"},
    {"java.sql.types.clob", TypeFamily::clob, "clob"},
    {"nclob", TypeFamily::clob, "clob"},
    {"longnvarchar", TypeFamily::clob, "clob"},
    {"ntext", TypeFamily::clob, "clob"},
    {"java.sql.types.longnvarchar", TypeFamily::clob, "clob"},
    {"java.sql.types.nclob", TypeFamily::clob, "clob"},
    {"tinytext", TypeFamily::clob, "clob"},
    {"mediumtext", TypeFamily::clob, "clob"},
    {"long varchar", TypeFamily::clob, "clob"},
    {"long nvarchar", TypeFamily::clob, "clob"},
    {"currency", TypeFamily::currency, "currency"},
    {"money", TypeFamily::currency, "currency"},
    {"smallmoney", TypeFamily::currency, "currency"},
    {"datetime", TypeFamily::datetime, "datetime"},
    {"java.sql.types.datetime", TypeFamily::datetime, "datetime"},
    {"java.util.date", TypeFamily::datetime, "datetime"},
    {"smalldatetime", TypeFamily::datetime, "datetime"},
    {"datetime2", TypeFamily::datetime, "datetime"},
    {"date", TypeFamily::date, "date"},
    {"java.sql.types.date", TypeFamily::date, "date"},
    {"java.sql.date", TypeFamily::date, "date"},
    {"decimal", TypeFamily::decimal, "decimal"},
    {"java.sql.types.decimal", TypeFamily::decimal, "decimal"},
    {"java.math.bigdecimal", TypeFamily::decimal, "decimal"},
    {"double", TypeFamily::double_precision, "double"},
    {"java.sql.types.double", TypeFamily::double_precision, "double"},
    {"java.lang.double", TypeFamily::double_precision, "double"},
    {"float", TypeFamily::floating, "float"},
    {"java.sql.types.float", TypeFamily::floating, "float"},
    {"java.lang.float", TypeFamily::floating, "float"},
    {"real", TypeFamily::floating, "float"},
    {"java.sql.types.real", TypeFamily::floating, "float"},
    {"int", TypeFamily::integer, "int"},
    {"integer", TypeFamily::integer, "int"},
    {"java.sql.types.integer", TypeFamily::integer, "int"},
    {"java.lang.integer", TypeFamily::integer, "int"},
    {"serial", TypeFamily::integer, "int"},
    {"int4", TypeFamily::integer, "int"},
    {"serial4", TypeFamily::integer, "int"},
    {"mediumint", TypeFamily::mediumint, "mediumint"},
    {"nchar", TypeFamily::nchar, "nchar"},
    {"java.sql.types.nchar", TypeFamily::nchar, "nchar"},
    {"nchar2", TypeFamily::nchar, "nchar"},
    {"number", TypeFamily::number, "number"},
    {"numeric", TypeFamily::number, "number"},
    {"java.sql.types.numeric", TypeFamily::number, "number"},
    {"nvarchar", TypeFamily::nvarchar, "nvarchar"},
    {"java.sql.types.nvarchar", TypeFamily::nvarchar, "nvarchar"},
    {"nvarchar2", TypeFamily::nvarchar, "nvarchar"},
    {"national", TypeFamily::nvarchar, "nvarchar"},
    {"smallint", TypeFamily::smallint, "smallint"},
    {"java.sql.types.smallint", TypeFamily::smallint, "smallint"},
    {"int2", TypeFamily::smallint, "smallint"},
    {"smallserial", TypeFamily::smallint, "smallint"},
    {"time", TypeFamily::time, "time"},
    {"java.sql.types.time", TypeFamily::time, "time"},
    {"java.sql.time", TypeFamily::time, "time"},
    {"timetz", TypeFamily::time, "time"},
    {"timestamp", TypeFamily::timestamp, "timestamp"},
    {"java.sql.types.timestamp", TypeFamily::timestamp, "timestamp"},
    {"java.sql.types.timestamp_with_timezone", TypeFamily::timestamp, "timestamp"},
    {"java.sql.timestamp", TypeFamily::timestamp, "timestamp"},
    {"timestamptz", TypeFamily::timestamp, "timestamp"},
    {"tinyint", TypeFamily::tinyint, "tinyint"},
    {"java.sql.types.tinyint", TypeFamily::tinyint, "tinyint"},
    {"uuid", TypeFamily::uuid, "uuid"},
    {"uniqueidentifier", TypeFamily::uuid, "uuid"},
    {"java.util.uuid", TypeFamily::uuid, "uuid"},
    {"varchar", TypeFamily::varchar, "varchar"},
    {"java.sql.types.varchar", TypeFamily::varchar, "varchar"},
    {"java.lang.string", TypeFamily::varchar, "varchar"},
    {"varchar2", TypeFamily::varchar, "varchar"},
    {"character varying", TypeFamily::varchar, "varchar"},
    {"xml", TypeFamily::xml, "xml"},
    {"xmltype", TypeFamily::xml, "xml"},
    {"java.sql.types.sqlxml", TypeFamily::xml, "xml"},
};

/// Types whose name is two words, so that the second is no suffix.
constexpr std::string_view two_word_types[] = {"bit varying",  "character varying",
                                               "long varchar", "long nvarchar",
                                               "long binary",  "long varbinary"};

/// The declaration without its parentheses, curly braces, ` identity` and quotes.
std::string bare_name(std::string_view definition, bool& identity) {
  std::string name(definition);
  const std::size_t open = name.find('(', 1);
  const std::size_t close = name.rfind(')');
  if (open != std::string::npos && close != std::string::npos && close > open) {
    name = std::string(trim_end(name.substr(0, open))) + name.substr(close + 1);
  }
  if (const std::size_t brace = name.find('{', 1); brace != std::string::npos) {
    name = std::string(trim_end(name.substr(0, brace)));
  }
  identity = ends_with_ignoring_case(name, " identity");
  if (identity) name = lower(name.substr(0, name.size() - std::string_view(" identity").size()));
  constexpr auto quotes = std::to_array<std::string_view>({"\"\"", "[]", "``", "''"});
  for (const std::string_view pair : quotes) {
    if (name.empty() || name.front() != pair[0]) continue;
    const std::size_t end = name.find(pair[1], 1);
    if (end == std::string::npos || name.find(pair[1], end + 1) != std::string::npos) continue;
    return name.substr(1, end - 1) + name.substr(end + 1);
  }
  return name;
}

void split_suffix(DataType& type, std::string_view bare) {
  const auto begins = [&](std::string_view words) {
    return starts_with_ignoring_case(bare, words);
  };
  type.name = bare;
  if (std::any_of(std::begin(two_word_types), std::end(two_word_types), begins)) return;
  const std::string_view words = trim(bare);
  const auto blank = std::find_if(words.begin(), words.end(), [](char c) { return is_space(c); });
  const auto first = static_cast<std::size_t>(blank - words.begin());
  type.name = words.substr(0, first);
  type.suffix = trim(words.substr(std::min(first, words.size())));
}

std::vector<std::string> parse_parameters(std::string_view definition, TypeFamily family) {
  const std::size_t open = definition.find('(', 1);
  if (open == std::string_view::npos) return {};
  const std::string_view inside = definition.substr(open + 1);
  std::vector<std::string> parameters = split_list(inside.substr(0, inside.find(')')));
  const bool is_char = family == TypeFamily::character || family == TypeFamily::varchar ||
                       family == TypeFamily::nchar || family == TypeFamily::nvarchar;
  if (!is_char) return parameters;
  for (std::string& parameter : parameters) {
    if (const auto at = parameter.find(" BYTE"); at != std::string::npos) parameter.erase(at, 5);
  }
  return parameters;
}

bool asks_for_auto_increment(const DataType& type) {
  switch (type.family) {
    case TypeFamily::integer:
      return type.declared_as("serial");
    case TypeFamily::bigint:
    case TypeFamily::smallint:
      return find_ignoring_case(type.definition, "serial") != std::string_view::npos;
    default:
      return false;
  }
}

}  // namespace

DataType DataType::parse(std::string_view definition) {
  DataType type;
  type.definition = trim(definition);
  if (type.definition.starts_with("${") && type.definition.ends_with("}")) {
    type.name = type.definition;
    return type;
  }
  bool identity = false;
  split_suffix(type, bare_name(definition, identity));
  const std::string key = lower(type.name);
  const auto known = std::find_if(std::begin(known_types), std::end(known_types),
                                  [&](const KnownType& entry) { return entry.alias == key; });
  if (known != std::end(known_types)) {
    type.family = known->family;
    type.name = known->name;
  } else if (starts_with_ignoring_case(type.name, "interval")) {
    type.name = definition;
    type.suffix.clear();
    return type;
  }
  type.parameters = parse_parameters(definition, type.family);
  const bool numbered = type.family == TypeFamily::integer || type.family == TypeFamily::bigint;
  type.auto_increment =
      find_ignoring_case(definition, "{autoincrement:true}") != std::string_view::npos ||
      (identity && numbered) || asks_for_auto_increment(type);
  return type;
}

bool DataType::declared_as(std::string_view words) const {
  return starts_with_ignoring_case(definition, words);
}

bool DataType::is_text() const {
  return family == TypeFamily::character || family == TypeFamily::varchar ||
         family == TypeFamily::nchar || family == TypeFamily::nvarchar;
}

std::string spell_type(std::string_view name, const std::vector<std::string>& parameters,
                       std::string_view suffix) {
  std::string type(name);
  if (!parameters.empty()) type += "(" + join(parameters, ", ") + ")";
  if (!suffix.empty()) type += " " + std::string(suffix);
  return type;
}

}  // namespace ebbtide
