// One value is written in three ways, as Liquibase does, and they differ in more than quotes:
//
//   value                    in a row                default of a column      its type not known
//   null, or the text NULL   NULL                    null                     null
//   true                     TRUE                    TRUE; 1 of a smallint    TRUE
//   5.0                      5.0                     5                        5
//   2020-01-02T03:04:05      '2020-01-02 03:04:05'   the same; of a varchar   the same
//                                                    '2020-01-02 03:04:05.0'
//   it's                     'it''s'                 by the family of types   'it''s'
//
// By the family means: a text is quoted where the column takes texts or is of a type nobody knows,
// and written as it stands where it takes numbers, since somebody has written it so. A boolean
// column takes true, t, 1 and b'1', and refuses what is no boolean.
//
// A function stays as it is written, unless it is the present moment under one of its names: that
// is spelled as the database has it. Backslashes are doubled where texts have them as escapes.
#include "database/literals.h"

#include "database/facts.h"
#include "database/names.h"
#include "sql/data_type.h"
#include "sql/statement.h"
#include "text/ascii.h"
#include "text/error.h"
#include "text/iso_date.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

/// A text between marks, of which only these are doubled.
std::string in_marks(std::string_view text, const Facts& facts) {
  return std::string(facts.spellings.text_open) + replace_all(text, "'", "''") + "'";
}

/// `5.0` without the fraction that says nothing.
std::string without_zero_fraction(std::string_view number) {
  const std::size_t point = number.rfind('.');
  if (point == std::string_view::npos || point + 1 == number.size()) return std::string(number);
  const std::string_view fraction = number.substr(point + 1);
  const bool zeros = fraction.find_first_not_of('0') == std::string_view::npos;
  return std::string(zeros ? number.substr(0, point) : number);
}

std::string date_literal(std::string_view iso, const Facts& facts) {
  return in_marks(replace_all(iso, "T", " "), facts);
}

bool is_date(const Literal& value) {
  return value.kind == Literal::Kind::date || value.kind == Literal::Kind::time ||
         value.kind == Literal::Kind::timestamp;
}

bool is_null_value(const Literal& value) {
  return value.is_null() || equals_ignoring_case(value.text, "null");
}

std::string boolean_literal(const Literal& value, const Facts& facts) {
  if (value.kind == Literal::Kind::number) {
    return std::string(facts.boolean(value.text == "1" || value.text == "1.0"));
  }
  const std::string text = lower(replace_all(value.text, "'", ""));
  for (const bool meaning : {true, false}) {
    const std::string_view digit = meaning ? "1" : "0";
    if (text == (meaning ? "true" : "false") || text == digit || text == (meaning ? "t" : "f") ||
        text == "b" + std::string(digit) || equals_ignoring_case(text, facts.boolean(meaning))) {
      return std::string(facts.boolean(meaning));
    }
  }
  throw Error("'" + value.text + "' is not a boolean; use true or false");
}

/// `2020-01-02T03:04:05` as Java writes it out: `2020-01-02 03:04:05.0`.
std::string java_timestamp(std::string_view canonical) {
  return replace_all(canonical, "T", " ") + (contains(canonical, ".") ? "" : ".0");
}

bool is_numbering_family(TypeFamily family) {
  switch (family) {
    case TypeFamily::bigint:
    case TypeFamily::integer:
    case TypeFamily::mediumint:
    case TypeFamily::smallint:
    case TypeFamily::tinyint:
      return true;
    default:
      return false;
  }
}

/// As Liquibase does, the digits of CURRENT_TIMESTAMP(6) stay where the database keeps them, and
/// all of a function that goes on with ON UPDATE.
std::string now_like(std::string_view function, const Facts& facts) {
  if (!facts.has(Feature::now_keeps_digits)) return std::string(facts.spellings.now);
  if (find_ignoring_case(function, "on update") != std::string_view::npos)
    return std::string(function);
  const std::size_t open = function.find('(');
  const bool has_digits =
      open != std::string_view::npos && open + 1 < function.size() && is_digit(function[open + 1]);
  const std::string_view now = facts.spellings.now;
  return std::string(now.substr(0, has_digits ? now.find('(') : now.size())) +
         std::string(has_digits ? function.substr(open) : "");
}

std::string sequence_value(const Literal& value, const Names& names) {
  const Facts& facts = names.facts();
  const bool is_next = value.kind == Literal::Kind::sequence_next;
  const std::string_view spelling =
      is_next ? facts.spellings.next_value : facts.spellings.current_value;
  if (spelling.empty())
    throw Error(std::string(is_next ? "next" : "current") +
                " value function for a sequence is not configured for database " +
                std::string(facts.product_name) + (is_next ? "; it has no sequences" : ""));
  return spelled(spelling, {names.object({{}, value.schema, value.text})});
}

std::string moment_of_type(const Literal& value, const Facts& facts) {
  if (is_date(value)) return date_literal(value.text, facts);
  const bool is_function =
      value.text.ends_with("()") || equals_ignoring_case(value.text, facts.spellings.now);
  return is_function ? value.text : in_marks(value.text, facts);
}

std::string number_of_type(const Literal& value, TypeFamily family) {
  const bool as_digit = value.kind == Literal::Kind::boolean &&
                        (family == TypeFamily::smallint || family == TypeFamily::mediumint);
  return as_digit ? (value.text == "true" ? "1" : "0") : without_zero_fraction(value.text);
}

}  // namespace

std::string text_literal(std::string_view text, const Facts& facts) {
  const std::string literal = in_marks(text, facts);
  return facts.syntax.backslash_escapes ? replace_all(literal, "\\", "\\\\") : literal;
}

std::string guarded_literal(std::string_view text, const Facts& facts) {
  const std::string literal = text_literal(text, facts);
  return sql::has_line_like_statement(text) ? replace_all(literal, "\n", facts.spellings.line_break)
                                            : literal;
}

std::string binary_literal(std::string_view bytes, const Facts& facts) {
  return spelled(facts.spellings.binary, {hex(bytes)});
}

std::string expression(const Literal& value, const Names& names) {
  if (value.kind != Literal::Kind::function) return sequence_value(value, names);
  return is_now(value.text, names.facts()) ? now_like(value.text, names.facts()) : value.text;
}

std::string literal(const Literal& value, const Names& names) {
  const Facts& facts = names.facts();
  if (is_null_value(value)) return "NULL";
  if (value.is_expression()) return expression(value, names);
  if (is_date(value)) return date_literal(value.text, facts);
  switch (value.kind) {
    case Literal::Kind::boolean:
      return std::string(facts.boolean(value.text == "true"));
    case Literal::Kind::text:
      return equals_ignoring_case(value.text, facts.spellings.now)
                 ? value.text
                 : text_literal(value.text, facts);
    default:
      return value.text;
  }
}

std::string literal_of_type(const Literal& value, const DataType& type, const Names& names) {
  const Facts& facts = names.facts();
  if (is_null_value(value)) return "null";
  if (value.is_expression()) return expression(value, names);
  if (type.is_text()) {
    return text_literal(
        value.kind == Literal::Kind::timestamp ? java_timestamp(value.text) : value.text, facts);
  }
  if (is_numbering_family(type.family)) return number_of_type(value, type.family);
  switch (type.family) {
    case TypeFamily::boolean:
      return boolean_literal(value, facts);
    case TypeFamily::clob:
      return value.text.starts_with('\'') ? value.text : text_literal(value.text, facts);
    case TypeFamily::xml:
      return spelled(facts.spellings.xml, {text_literal(value.text, facts)});
    case TypeFamily::date:
    case TypeFamily::time:
    case TypeFamily::datetime:
    case TypeFamily::timestamp:
      return moment_of_type(value, facts);
    case TypeFamily::blob:
      return value.kind == Literal::Kind::number || value.kind == Literal::Kind::boolean
                 ? value.text
                 : text_literal(value.text, facts);
    case TypeFamily::unknown:
      return text_literal(value.text, facts);
    default:
      return value.kind == Literal::Kind::number ? without_zero_fraction(value.text) : value.text;
  }
}

std::string default_literal(const Literal& value, const Names& names) {
  const Facts& facts = names.facts();
  if (value.kind == Literal::Kind::text && value.text.empty()) return text_literal("", facts);
  if (is_null_value(value)) return "null";
  if (value.is_expression()) return expression(value, names);
  if (is_date(value)) return date_literal(value.text, facts);
  if (value.kind == Literal::Kind::boolean) return std::string(facts.boolean(value.text == "true"));
  return value.kind == Literal::Kind::text ? text_literal(value.text, facts)
                                           : without_zero_fraction(value.text);
}

std::string bound_moment(const Literal& value, const Names& names) {
  // The JDBC driver binds moments as milliseconds since 1970, and applications that use it read
  // and compare them as such.
  if (!names.facts().has(Feature::moments_as_millis) || value.is_expression())
    return literal(value, names);
  const auto millis = local_millis(value.text);
  return millis ? std::to_string(*millis) : literal(value, names);
}

std::string binary_placeholder(std::string_view column_type, const Facts& facts) {
  const Spellings& spellings = facts.spellings;
  const bool is_large_object =
      !spellings.large_object.empty() && column_type == spellings.large_object_type;
  return is_large_object ? std::string(spellings.large_object) : "?";
}

bool is_now(std::string_view function, const Facts& facts) {
  return starts_with_ignoring_case(function, "current_timestamp") ||
         starts_with_ignoring_case(function, "current_datetime") ||
         equals_ignoring_case(function, facts.spellings.now);
}

}  // namespace ebbtide
