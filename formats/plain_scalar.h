#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

/// What an unquoted value of YAML 1.1 means, as Liquibase sees it: nothing for `null`, `true` for
/// `yes`, `12` for `014`, `1000.0` for `1e3`, and any other text as it stands. JSON's values are
/// read the same way.
std::optional<std::string> plain_scalar(std::string_view text);

}  // namespace ebbtide
