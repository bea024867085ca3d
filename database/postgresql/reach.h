#pragma once

#include <span>

#include "sql/reach.h"

namespace ebbtide {

/// The forms of statements of PostgreSQL that do something beyond the database they run in; the
/// first that fits a statement counts.
std::span<const ReachRule> postgresql_reach();

}  // namespace ebbtide
