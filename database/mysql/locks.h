#pragma once

#include <span>

#include "database/locks.h"

namespace ebbtide {

/// The metadata locks of MySQL and MariaDB, as both servers' manuals describe them.
std::span<const SqlLockRow> mysql_locks();
/// Their modes, the strongest first.
std::span<const std::string_view> mysql_lock_modes();

}  // namespace ebbtide
