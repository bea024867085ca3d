#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

/// Whether Java's NumberFormat finds a number at the front of the text: `-1.50`, `.5`, and also
/// `5abc`. Not for `+5` and `NaN`.
bool begins_with_number(std::string_view text);

/// What Java's NumberFormat reads from the front of the text, as Java prints it: a long (`1,000`
/// is 1000, `2.0` is 2) or a double (`1.50` is 1.5). Nothing where there is no number.
std::optional<std::string> java_number(std::string_view text);

/// A double as Java's Double.toString prints it: `1.5`, `1000.0`, `1.0E10`.
std::string java_double(double value);

}  // namespace ebbtide
