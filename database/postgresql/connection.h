#pragma once

#include <memory>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// Opens a session with a PostgreSQL server and sets it up (session_settings.h): with the message
/// that starts it, or by statements behind a pooler that takes no options, and by an offset where
/// the server does not know the zone's name. Throws ConnectionLost where the server does not answer
/// or let us in, UsageError for parameters that cannot be honoured.
std::unique_ptr<Connection> open_postgresql(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide
