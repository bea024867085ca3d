#pragma once

#include <vector>

#include "database/sql_effect.h"

namespace ebbtide {

/// The metadata locks of MySQL and MariaDB, as both servers' manuals describe them.
std::vector<SqlLock> mysql_locks(const SqlEffect& effect);

}  // namespace ebbtide
