#include "changelog/field.h"

#include <algorithm>
#include <stdexcept>

#include "text/ascii.h"

namespace ebbtide {

std::optional<std::string> to_text(const Text& value) {
  return value ? std::optional(value.str()) : std::nullopt;
}
std::optional<std::string> to_text(bool value) { return value ? "true" : "false"; }
std::optional<std::string> to_text(const std::optional<bool>& value) {
  return value ? to_text(*value) : std::nullopt;
}
std::optional<std::string> to_text(const Integer& value) { return to_text(value.digits); }

void from_text(std::string_view text, Text& value) { value = text; }

/// As Liquibase does: only `true` is true, and whatever else stands there is false.
void from_text(std::string_view text, bool& value) { value = equals_ignoring_case(text, "true"); }
void from_text(std::string_view text, std::optional<bool>& value) {
  from_text(text, value.emplace());
}

void from_text(std::string_view text, Integer& value) {
  std::string_view digits = text;
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  const bool numeric = !digits.empty() && std::all_of(digits.begin(), digits.end(),
                                                      [](char c) { return is_digit(c); });
  if (!numeric)
    throw std::invalid_argument("must be a whole number, not '" + std::string(text) + "'");
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  value.digits = (negative && digits != "0" ? "-" : "") + std::string(digits);
}

}  // namespace ebbtide
