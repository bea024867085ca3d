#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

/// What an unquoted value of YAML 1.1 means, as Liquibase sees it: nothing for `null`, `true` for
/// `yes`, `12` for `014`, `1000.0` for `1e3`, and any other text as it stands. JSON's numbers are
/// read the same way. A day becomes what Java's Date says of it, in the time zone of this machine.
std::optional<std::string> plain_scalar(std::string_view text);

}  // namespace ebbtide
