#pragma once

#include <memory>

#include "database/server_version.h"

namespace ebbtide {

class Dialect;

/// PostgreSQL's SQL, from version 9.5 on.
std::unique_ptr<const Dialect> make_postgresql_dialect(ServerVersion version);
/// The same for a server whose texts have backslash escapes, as standard_conforming_strings=off
/// makes them.
std::unique_ptr<const Dialect> make_escaping_postgresql_dialect(ServerVersion version);

}  // namespace ebbtide
