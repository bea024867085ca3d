#pragma once

#include "changelog/change.h"
#include "sql/effect.h"

namespace ebbtide {

/// What a change does, told by the change itself: for those whose SQL is made from the structure of
/// the moment they run at, and is not there to be read before. One that is unread where the change
/// does not tell.
sql::Effects stated_effects(const Change& change);

}  // namespace ebbtide
