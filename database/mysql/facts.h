#pragma once

#include "database/facts.h"

namespace ebbtide {

/// What is true of MySQL and of MariaDB in a session of this mode: with NO_BACKSLASH_ESCAPES a
/// backslash is a letter, with ANSI_QUOTES names stand in double quotes.
Facts mysql_facts(ServerVersion version, std::string_view sql_mode);
Facts mariadb_facts(ServerVersion version, std::string_view sql_mode);

}  // namespace ebbtide
