#pragma once

#include <memory>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// Opens a database file, which is made where there is none; with mode=ro or mode=rw in the URL it
/// must be there. `:memory:` is a database for the life of the connection. Parameters of the JDBC
/// driver that are pragmas are set. The session lock is a byte of the file, so that it also holds
/// between processes that spell the path differently. Throws ConnectionLost where the file cannot
/// be opened or is no database.
std::unique_ptr<Connection> open_sqlite(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide
