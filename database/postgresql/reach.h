#pragma once

#include <span>

#include "sql/reach.h"

namespace ebbtide {

std::span<const ReachRule> postgresql_reach();

}  // namespace ebbtide
