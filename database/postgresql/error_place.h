#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

/// The byte of the statement to which the caret in a message of libpq points; nothing where the
/// message has none. libpq shows a part of the line, with dots for what it leaves out.
std::optional<std::size_t> postgresql_error_place(std::string_view message, std::string_view sql);
/// libpq's message in one line: without its label, the copy of the statement and the caret.
std::string postgresql_one_line(std::string_view message);

}  // namespace ebbtide
