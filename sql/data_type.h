#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// The family a declared column type belongs to. Every dialect spells each family its own way.
enum class TypeFamily {
  unknown,
  bigint,
  blob,
  boolean,
  character,
  clob,
  currency,
  date,
  datetime,
  decimal,
  double_precision,
  floating,
  integer,
  mediumint,
  nchar,
  number,
  nvarchar,
  smallint,
  time,
  timestamp,
  tinyint,
  uuid,
  varchar,
  xml
};

/// A column type as a changelog declares it, taken apart: `varchar(255)`, `java.sql.Types.BLOB`,
/// `int unsigned`, `timestamp(3) with time zone`.
struct DataType {
  TypeFamily family = TypeFamily::unknown;
  std::string name;                     ///< of the family, or as declared where it is unknown
  std::string definition;               ///< the whole declaration
  std::vector<std::string> parameters;  ///< what stands in the parentheses
  std::string suffix;                   ///< what follows the first word, such as `unsigned`
  bool is_converted = true;             ///< to the name the database has for it
  bool auto_increment = false;          ///< `serial` types and `{autoIncrement:true}` ask for it

  /// Takes a declaration apart as Liquibase's DataTypeFactory.fromDescription does. Any text is
  /// taken: what is no known type keeps its name, with the family `unknown`.
  static DataType parse(std::string_view definition);

  /// Whether the declaration begins with the words, in any case.
  bool declared_as(std::string_view words) const;
  bool is_text() const;
};

/// `NAME(p1, p2)`; a suffix is put behind, with a blank. No brackets where there are no parameters.
std::string spell_type(std::string_view name, const std::vector<std::string>& parameters = {},
                       std::string_view suffix = {});

}  // namespace ebbtide
