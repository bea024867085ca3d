#pragma once

#include <memory>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// Opens a database file, which is made where there is none.
std::unique_ptr<Connection> open_sqlite(const DatabaseUrl& url, const Warn& warn);

}  // namespace ebbtide
