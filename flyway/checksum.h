#pragma once

#include <cstdint>
#include <string_view>

namespace ebbtide::flyway {

/// The checksum of a script as Flyway keeps it: CRC-32 of its lines without their ends, which are
/// `\n`, `\r\n` or `\r`, and without a byte order mark at its beginning. `text` is UTF-8.
std::int32_t checksum_of(std::string_view text);

}  // namespace ebbtide::flyway
