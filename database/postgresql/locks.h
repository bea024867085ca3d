#pragma once

#include <span>

#include "database/locks.h"

namespace ebbtide {

/// The table-level locks of PostgreSQL, as its manual lists them under "Explicit Locking" and tells
/// them of each form of ALTER TABLE.
std::span<const SqlLockRow> postgresql_locks();
/// Their modes, the strongest first.
std::span<const std::string_view> postgresql_lock_modes();

}  // namespace ebbtide
