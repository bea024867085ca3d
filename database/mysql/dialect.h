#pragma once

#include <memory>

#include "database/dialect.h"

namespace ebbtide {

/// MySQL's SQL, from version 5.7 on.
std::unique_ptr<const Dialect> make_mysql_dialect(ServerVersion version);

/// MariaDB's SQL: MySQL's but for sequences, booleans, UUIDs and a reserved word.
std::unique_ptr<const Dialect> make_mariadb_dialect(ServerVersion version);

}  // namespace ebbtide
