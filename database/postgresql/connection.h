#pragma once

#include <memory>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// Opens a session with a PostgreSQL server.
std::unique_ptr<Connection> open_postgresql(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide
