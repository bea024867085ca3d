#pragma once

#include <cstdint>
#include <string>

namespace ebbtide {

/// The id of a deployment that begins at this moment, in milliseconds since 1970. As Liquibase
/// does: its last ten digits. They come around after 115 days, so that an id tells runs from each
/// other and not which was first.
std::string deployment_at(std::int64_t millis);

}  // namespace ebbtide
