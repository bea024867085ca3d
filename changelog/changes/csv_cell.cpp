// What a cell of a CSV file is worth, by the type of its column:
//
//   BOOLEAN     true, t, yes, y and numbers above zero are true; everything else is false
//   NUMERIC     `1,234.5` is 1234.5, wherever the commas stand; what is no number is an error
//   DATE, …     a date, time or moment; a call without arguments, such as now(), and words such as
//               current_date are SQL; digits alone stand as they are
//   empty       the default of the column, if it is of the column's type, or NULL; '' for STRING
//
// Liquibase writes what it cannot read into the statement as it is, so that a file of data can say
// `1); drop table t; --`. Here nothing of a cell becomes SQL but words that can do no harm.
#include "changelog/changes/csv_cell.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/error.h"
#include "text/iso_date.h"
#include "text/number.h"

namespace ebbtide {
namespace {

/// A name with empty parentheses, such as now(): the only function a date cell may call.
bool is_plain_call(std::string_view text) {
  const bool call = text.ends_with("()");
  const std::string_view name = call ? text.substr(0, text.size() - 2) : text;
  constexpr std::string_view constants[] = {"current_date", "current_time",   "current_timestamp",
                                            "localtime",    "localtimestamp", "sysdate"};
  const bool word =
      !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_word(c); });
  return (call && word) || std::any_of(std::begin(constants), std::end(constants),
                                       [&](auto c) { return equals_ignoring_case(c, name); });
}

/// As Liquibase does: commas group the digits before the point, wherever they stand.
std::string without_grouping(std::string_view number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string digits(number.substr(0, point));
  if (digits.find_first_not_of("+-0123456789,") == std::string::npos) std::erase(digits, ',');
  return digits.append(number.substr(point));
}

}  // namespace

std::string_view load_type_of(const DataType& type) {
  switch (type.family) {
    case TypeFamily::bigint:
    case TypeFamily::currency:
    case TypeFamily::decimal:
    case TypeFamily::double_precision:
    case TypeFamily::floating:
    case TypeFamily::integer:
    case TypeFamily::mediumint:
    case TypeFamily::number:
    case TypeFamily::smallint:
      return "NUMERIC";
    case TypeFamily::tinyint:
      // As the JDBC drivers of MySQL and MariaDB do: their BOOLEAN is a tinyint(1), and the other
      // way round.
      return type.parameters == std::vector<std::string>{"1"} ? "BOOLEAN" : "NUMERIC";
    case TypeFamily::boolean:
      return "BOOLEAN";
    case TypeFamily::date:
    case TypeFamily::datetime:
    case TypeFamily::time:
    case TypeFamily::timestamp:
      return "DATE";
    case TypeFamily::blob:
      return "BLOB";
    case TypeFamily::clob:
    case TypeFamily::xml:
      return "CLOB";
    case TypeFamily::character:
    case TypeFamily::nchar:
    case TypeFamily::nvarchar:
    case TypeFamily::unknown:
    case TypeFamily::varchar:
      return "STRING";
    case TypeFamily::uuid:
      return "UUID";
  }
  return "STRING";
}

/// As Liquibase does: true, t, yes, y and numbers above zero are true, all else is false.
bool csv_boolean(std::string_view text) {
  const std::string word = lower(trim(text));
  const bool number =
      !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c); });
  return word == "true" || word == "t" || word == "yes" || word == "y" ||
         (number && word.find_first_not_of('0') != std::string::npos);
}

bool is_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return false;
  const std::size_t end = text.find_last_not_of('=');
  return end != std::string_view::npos && text.size() - end <= 3 &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end) + 1,
                     [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '/'; });
}

std::string decoded_base64(std::string_view text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (const char c : text.substr(0, text.find('='))) {
    bits = (bits << 6) | static_cast<unsigned>(digits.find(c));
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>((bits >> held) & 0xFF);
  }
  return out;
}

Literal csv_number(const std::string& text) {
  const std::string trimmed = without_grouping(trim(text));
  const auto wrong = [](char c) {
    return !is_digit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E';
  };
  const bool numeric = (begins_with_number(trimmed) || trimmed.starts_with('+')) &&
                       std::none_of(trimmed.begin(), trimmed.end(), wrong);
  if (!numeric)
    throw Error("'" + text +
                "' is not a number; declare the column with type STRING, or COMPUTED if it is SQL");
  return {Literal::Kind::number, trimmed};
}

Literal csv_date(const std::string& text) {
  if (const auto date = canonical_date(text)) return date_literal_of(*date);
  if (is_plain_call(text)) return {Literal::Kind::function, text};
  // As Liquibase does: what is no date stands in the SQL as it is. Digits can do no harm there.
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_digit))
    return {Literal::Kind::number, text};
  throw Error("'" + text +
              "' is not a date; declare the column with type STRING, or COMPUTED if it is SQL");
}

/// As Liquibase does: a default of another type than the column's does not count.
std::optional<Literal> csv_empty(const LoadColumn& column, std::string_view type) {
  const GivenDefault& given = column.by_default.or_default();
  if (type == "STRING") return Literal{Literal::Kind::text, ""};
  if (type == "BOOLEAN" && given.boolean)
    return Literal{Literal::Kind::boolean, *to_text(given.boolean)};
  if (type == "NUMERIC" && given.numeric)
    return Literal{Literal::Kind::number, given.numeric.str()};
  const bool is_moment = type == "DATE" || type == "DATETIME" || type == "TIME";
  if (is_moment && given.date) return date_literal_of(given.date.str());
  if (type == "COMPUTED" && given.computed)
    return Literal{Literal::Kind::function, given.computed.str()};
  return std::nullopt;
}

}  // namespace ebbtide
