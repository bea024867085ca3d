#pragma once

#include <span>

#include "database/reach.h"

namespace ebbtide {

std::span<const ReachRule> sqlite_reach();

}  // namespace ebbtide
