#pragma once

#include <vector>

#include "changelog/walk.h"
#include "sql/effect.h"

namespace ebbtide {

/// What a change does, told by the change itself: for those whose SQL is made from the structure of
/// the moment they run at, and is not there to be read before. One that is unread where the change
/// does not tell.
sql::Effects stated_effects(const Change& change);

/// What the statements of a change do, as far as they can be made now. The statements are not kept.
/// Throws ConnectionLost.
sql::Effects walked_effects(const Change& change, Walk& walk, std::vector<NotMade>& not_made);

}  // namespace ebbtide
