#pragma once

#include <memory>

#include "database/dialect.h"

namespace ebbtide {

/// MySQL's SQL, from version 5.7 on.
std::unique_ptr<const Dialect> make_mysql_dialect(ServerVersion version);

/// MariaDB's SQL: MySQL's but for sequences, booleans, UUIDs and a reserved word.
std::unique_ptr<const Dialect> make_mariadb_dialect(ServerVersion version);

/// The same for a session whose texts have no backslash escapes, as the mode NO_BACKSLASH_ESCAPES
/// makes them.
std::unique_ptr<const Dialect> make_plain_mysql_dialect(ServerVersion version);
std::unique_ptr<const Dialect> make_plain_mariadb_dialect(ServerVersion version);

}  // namespace ebbtide
