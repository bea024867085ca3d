#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ebbtide {

/// Why a text with a NUL at byte `at` cannot be taken, and what to do. The client libraries of
/// databases end a text there, so that what is behind it would be lost. Where every second byte is
/// a NUL, the file is said to look like UTF-16.
std::string nul_refusal(std::string_view text, std::size_t at);

}  // namespace ebbtide
