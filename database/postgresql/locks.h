#pragma once

#include <span>

#include "database/locks.h"

namespace ebbtide {

struct Facts;

/// The table-level locks of PostgreSQL, as its manual lists them under "Explicit Locking" and tells
/// them of each form of ALTER TABLE.
std::span<const SqlLockRow> postgresql_locks();
/// Their modes, the strongest first.
std::span<const std::string_view> postgresql_lock_modes();
/// The mode of a form that takes another one than its row says; empty for all others.
std::string_view postgresql_lock_in_text(const sql::Effect& effect, std::string_view clause,
                                         const Facts& facts);

}  // namespace ebbtide
