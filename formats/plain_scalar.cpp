// Liquibase reads YAML with SnakeYAML, which gives each unquoted value a Java type by the rules of
// YAML 1.1, and then takes the toString() of that value. So `version: 1.10` is "1.1", `id: 007` is
// "7" and `id: 2020-01-02` is "Thu Jan 02 00:00:00 UTC 2020". Quoted values stay as they are.
//
//   as written                      as it is seen
//   ~  null  Null  NULL             no value
//   yes  On  TRUE, no  off  False   true, false; `y` and `n` are texts
//   12  +12  1_000                  12  12  1000
//   014  0x1f  0b11                 12  31  3
//   190:20:30                       685230: parts of 60
//   1.10  .5  -.5  1.  12e03        1.1  0.5  -0.5  1.0  12000.0
//   1.0e400  -.inf  .nan            Infinity  -Infinity  NaN
//   08  0o14  1:60  1.2.3  12a      as they stand: no number by these rules
//   2020-01-02T03:04:05.5           2020-01-02 03:04:05: no zone, no fraction
#include "formats/plain_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include "text/ascii.h"
#include "text/iso_date.h"
#include "text/number.h"

namespace ebbtide {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_true(std::string_view text) {
  return is_one_of(text, {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"});
}
bool is_false(std::string_view text) {
  return is_one_of(text, {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"});
}

bool all_of(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

bool take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

std::string without_underscores(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  return digits;
}

std::string signed_text(bool negative, std::string digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return negative && digits != "0" ? "-" + digits : digits;
}

std::optional<std::string> in_base(bool negative, std::string_view text, int base) {
  const std::string digits = without_underscores(text);
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return signed_text(negative, std::to_string(number));
}

/// `190:20:30`, each part after the first below 60, as one number of the last unit.
std::optional<double> sexagesimal(std::string_view text) {
  double number = 0;
  const auto parts = split(text, ':');
  if (parts.size() < 2) return std::nullopt;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    const std::string digits = without_underscores(parts[i]);
    const std::string_view whole =
        std::string_view(digits).substr(0, last ? digits.find('.') : digits.size());
    double part = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), part);
    if (!all_of(whole, "0123456789") || error != std::errc{} ||
        end != digits.data() + digits.size())
      return std::nullopt;
    if (i > 0 && (part >= 60 || whole.size() > 2)) return std::nullopt;
    number = number * 60 + part;
  }
  return number;
}

std::optional<std::string> integer(std::string_view text) {
  constexpr std::string_view digits = "0123456789_";
  const bool negative = take_sign(text);
  if (text.starts_with("0b"))
    return all_of(text.substr(2), "01_") ? in_base(negative, text.substr(2), 2) : std::nullopt;
  if (text.starts_with("0x")) {
    return all_of(text.substr(2), "0123456789abcdefABCDEF_") ? in_base(negative, text.substr(2), 16)
                                                             : std::nullopt;
  }
  if (text == "0") return "0";
  if (text.starts_with('0'))
    return all_of(text.substr(1), "01234567_") ? in_base(negative, text, 8) : std::nullopt;
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  if (all_of(text, digits)) return signed_text(negative, without_underscores(text));
  if (!all_of(text, "0123456789_:")) return std::nullopt;
  constexpr double most = 1LL << std::numeric_limits<double>::digits;
  const auto number = sexagesimal(text);
  if (!number || *number > most) return std::nullopt;
  return signed_text(negative, std::to_string(static_cast<std::uint64_t>(*number)));
}

/// `12.5`, `12.`, `.5`, each with an exponent or without, and `12e3`.
bool is_decimal(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    std::string_view power = text.substr(exponent + 1);
    take_sign(power);
    if (!all_of(power, "0123456789")) return false;
  }
  const std::string_view mantissa = text.substr(0, exponent);
  const std::size_t point = mantissa.find('.');
  const std::string_view whole = mantissa.substr(0, point);
  if (point == std::string_view::npos)
    return exponent != std::string_view::npos && all_of(whole, "0123456789_");
  const std::string_view fraction = mantissa.substr(point + 1);
  if (whole.empty())
    return all_of(fraction, "0123456789_") &&
           std::any_of(fraction.begin(), fraction.end(), is_digit);
  return all_of(whole, "0123456789_") && is_digit(whole.front()) &&
         (fraction.empty() || all_of(fraction, "0123456789_"));
}

std::optional<std::string> floating(std::string_view given) {
  std::string_view text = given;
  const bool negative = take_sign(text);
  if (is_one_of(text, {".inf", ".Inf", ".INF"})) return negative ? "-Infinity" : "Infinity";
  if (is_one_of(given, {".nan", ".NaN", ".NAN"})) return "NaN";
  if (is_decimal(text)) {
    double value = 0;
    const std::string digits = without_underscores(text);
    const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), value).ec;
    if (error == std::errc::result_out_of_range)
      value = contains(lower(digits), "e-") ? 0 : HUGE_VAL;
    return java_double(negative ? -value : value);
  }
  if (!contains(text, ".") || !contains(text, ":")) return std::nullopt;
  const auto value = sexagesimal(text);
  return value ? std::optional(java_double(negative ? -*value : *value)) : std::nullopt;
}

}  // namespace

std::optional<std::string> plain_scalar(std::string_view text) {
  if (text.empty() || is_one_of(text, {"~", "null", "Null", "NULL"})) return std::nullopt;
  if (is_true(text)) return "true";
  if (is_false(text)) return "false";
  if (!is_digit(text.front()) && !is_one_of(text.substr(0, 1), {"-", "+", "."}))
    return std::string(text);
  if (auto number = integer(text)) return number;
  if (auto number = floating(text)) return number;
  if (auto date = java_date(text)) return date;
  return std::string(text);
}

}  // namespace ebbtide
