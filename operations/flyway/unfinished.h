#pragma once

#include "operations/flyway/place.h"

namespace ebbtide {

/// Brings what earlier runs have left half done into a state that a run can start from. An undo
/// that was cut off is finished. A migration stays as it is for the run to go on with, unless
/// somebody has undone all of it by hand: then the journal forgets it. Returns whether the history
/// is another one now. Throws Failure where what is there is neither.
bool settle_unfinished(FlywayPlace& place, Journal& journal);

/// What stays of migrations that are half done, a sentence for each.
std::vector<std::string> describe_unfinished(const Journal& journal);

}  // namespace ebbtide
