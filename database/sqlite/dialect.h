#pragma once

#include <memory>

#include "database/server_version.h"

namespace ebbtide {

class Dialect;

/// SQLite's SQL, from version 3.35 on.
std::unique_ptr<const Dialect> make_sqlite_dialect(ServerVersion version);

}  // namespace ebbtide
