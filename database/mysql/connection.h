#pragma once

#include <memory>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// Opens a session with a MySQL or MariaDB server; which of the two it is says the server.
std::unique_ptr<Connection> open_mysql(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide
