#pragma once

#include <memory>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// Opens a session with a MySQL or MariaDB server; which of the two it is says the server, and the
/// dialect follows that. Sets the session up (session_settings.h) and, where the URL asks for it,
/// makes the database. Throws ConnectionLost where the server does not answer or let us in,
/// UsageError for parameters that cannot be honoured.
std::unique_ptr<Connection> open_mysql(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide
