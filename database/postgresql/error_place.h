#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ebbtide {

/// The byte of the statement to which the caret in a message of libpq points; nothing where the
/// message has none. libpq shows a part of the line, with dots for what it leaves out.
std::optional<std::size_t> postgresql_error_place(std::string_view message, std::string_view sql);

}  // namespace ebbtide
