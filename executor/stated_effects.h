#pragma once

#include <vector>

#include "changelog/change.h"
#include "database/sql_effect.h"

namespace ebbtide {

/// What a change does, told by the change itself: for those whose SQL is made from the structure of
/// the moment they run at, and is not there to be read before. One of `unknown` where the change
/// does not tell.
std::vector<SqlEffect> stated_effects(const Change& change);

}  // namespace ebbtide
