#pragma once

#include <span>

#include "sql/reach.h"

namespace ebbtide {

/// The forms of statements of MySQL and MariaDB that do something beyond the database they run in;
/// the first that fits a statement counts.
std::span<const ReachRule> mysql_reach();

}  // namespace ebbtide
