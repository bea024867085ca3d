#pragma once

#include <span>

#include "sql/reach.h"

namespace ebbtide {

std::span<const ReachRule> mysql_reach();

}  // namespace ebbtide
