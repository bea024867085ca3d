#pragma once

#include <vector>

#include "changelog/walk.h"
#include "sql/effect.h"

namespace ebbtide {

/// What a change does, told by the change itself: for those whose SQL is made from the structure of
/// the moment they run at, and is not there to be read before. One that is unread where the change
/// does not tell. Parts are named as the change names them, and the schema only where it does. To
/// add a change: what its fields say, in stated_effects.cpp; none is needed for one whose SQL can
/// be made for a script.
sql::Effects stated_effects(const Change& change);

/// What the statements of a change do, as far as they can be made now. The statements are not kept;
/// why some could not be made is added to `not_made`. Throws ConnectionLost.
sql::Effects walked_effects(const Change& change, Walk& walk, std::vector<NotMade>& not_made);

}  // namespace ebbtide
