#pragma once

#include <span>

#include "sql/reach.h"

namespace ebbtide {

/// The forms of statements of SQLite that do something beyond the database they run in; the
/// first that fits a statement counts.
std::span<const ReachRule> sqlite_reach();

}  // namespace ebbtide
