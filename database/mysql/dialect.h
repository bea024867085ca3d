#pragma once

#include <memory>
#include <string_view>

#include "database/server_version.h"

namespace ebbtide {

class Dialect;

/// MySQL's SQL, from version 5.7 on.
std::unique_ptr<const Dialect> make_mysql_dialect(ServerVersion version);

/// MariaDB's SQL: MySQL's but for sequences, booleans, UUIDs and a reserved word.
std::unique_ptr<const Dialect> make_mariadb_dialect(ServerVersion version);

/// The same for a session of this mode: with NO_BACKSLASH_ESCAPES a backslash is a letter, with
/// ANSI_QUOTES names stand in double quotes.
std::unique_ptr<const Dialect> make_dialect_of_session(ServerVersion version, bool is_mariadb,
                                                       std::string_view sql_mode);

}  // namespace ebbtide
