#pragma once

#include <span>

#include "database/reach.h"

namespace ebbtide {

std::span<const ReachRule> mysql_reach();

}  // namespace ebbtide
