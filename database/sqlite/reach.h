#pragma once

#include <span>

#include "sql/reach.h"

namespace ebbtide {

std::span<const ReachRule> sqlite_reach();

}  // namespace ebbtide
