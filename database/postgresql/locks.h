#pragma once

#include <vector>

#include "database/sql_effect.h"

namespace ebbtide {

/// The table-level locks of PostgreSQL, as its manual lists them under "Explicit Locking".
std::vector<SqlLock> postgresql_locks(const SqlEffect& effect);

}  // namespace ebbtide
