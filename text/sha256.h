#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// The SHA-256 sum of these bytes, as 64 lower-case hex digits.
std::string sha256(std::string_view bytes);

}  // namespace ebbtide
