#pragma once

#include <span>

#include "database/reach.h"

namespace ebbtide {

std::span<const ReachRule> postgresql_reach();

}  // namespace ebbtide
