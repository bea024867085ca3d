#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

/// A date, time or timestamp of a changelog in its one spelling: `2020-01-02`, `10:11:12` or
/// `2020-01-02T03:04:05.12` (no trailing zeros in the fraction). Nothing where the text is none of
/// them; it is a function then. Days and months past their end run over, as Java's lenient parser
/// lets them.
std::optional<std::string> canonical_date(std::string_view text);

}  // namespace ebbtide
