// Java's NumberFormat (of the US) reads from the front and is content with what it finds: `5abc` is
// 5. Commas group digits wherever they stand before the point, `1,2,3.4` is 123.4. An exponent is a
// large E without a plus, `1E5` and `1E-2`, and anything else the end of the number: `1e5` is 1.
// What it returns is a long where nothing stands behind the point that is not zero, and a double
// else; and as Java prints these, so they are written into SQL and checksums:
//
//   1,000 -> 1000    2.0 -> 2    -0 -> -0.0    12345678.9 -> 1.23456789E7    0.0001 -> 1.0E-4
//
// Double.toString is plain from 10^-3 to below 10^7 and has at least one digit behind the point.
#include "text/number.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The exponent at the front of the text, `E5` or `E-2`; empty for none.
std::string_view exponent_at_front(std::string_view text) {
  if (!text.starts_with('E')) return {};
  const std::size_t first = text.substr(1).starts_with('-') ? 2 : 1;
  std::size_t end = first;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end == first ? std::string_view() : text.substr(0, end);
}

/// The number at the front of the text without its grouping commas; empty for none.
std::string number_at_front(std::string_view text) {
  std::string number;
  std::size_t at = 0;
  if (text.starts_with('-')) number = text[at++];
  bool digits = false, point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      digits = true;
    } else if (c == '.' && !point) {
      point = true;
    } else if (c == ',' && !point) {
      continue;
    } else {
      break;
    }
    number += c;
  }
  if (!digits) return "";
  return number.append(exponent_at_front(text.substr(at)));
}

/// Past what a double can hold it is infinite or nothing, as in Java.
double double_of(const std::string& number) { return std::strtod(number.c_str(), nullptr); }

}  // namespace

bool begins_with_number(std::string_view text) { return !number_at_front(text).empty(); }

std::string java_double(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char buffer[64];
  const double size = std::fabs(value);
  const bool plain = size == 0 || (size >= 1e-3 && size < 1e7);
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, format).ptr;
  std::string text(buffer, end);
  const std::size_t exponent = text.find('e');
  std::string mantissa = text.substr(0, exponent);
  if (!contains(mantissa, ".")) mantissa += ".0";
  if (exponent == std::string::npos) return mantissa;
  std::string power = text.substr(exponent + 1);
  const bool negative = power.starts_with('-');
  power.erase(0, power.find_first_not_of("+-0"));
  return mantissa + "E" + (negative ? "-" : "") + power;
}

std::optional<std::string> java_number(std::string_view text) {
  const std::string number = number_at_front(text);
  if (number.empty()) return std::nullopt;
  const double value = double_of(number);
  constexpr double largest_long = 9.2e18;
  if (value != std::floor(value) || std::fabs(value) > largest_long) return java_double(value);
  if (value == 0) return number.starts_with('-') ? "-0.0" : "0";
  if (contains(number, "E")) return std::to_string(static_cast<std::int64_t>(value));
  std::int64_t whole = 0;
  std::from_chars(number.data(), number.data() + number.size(), whole);
  return std::to_string(whole);
}

}  // namespace ebbtide
