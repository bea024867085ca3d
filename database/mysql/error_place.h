#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ebbtide {

/// The byte of the statement that a message of MySQL or MariaDB means by `near '…' at line 2`;
/// nothing where it says no such thing, or shows what the statement does not have. The first place
/// that fits, where it stands there twice.
std::optional<std::size_t> mysql_error_place(std::string_view message, std::string_view sql);

}  // namespace ebbtide
