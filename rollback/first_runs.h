#pragma once

#include <vector>

#include "changelog/changelog.h"
#include "history/history.h"
#include "rollback/plan.h"

namespace ebbtide {

/// What a rollback would leave although no changeset that stays has made it. The history has one
/// row for a changeset that ran twice, so the changeset is undone once, where it ran last. Where
/// another one in between took away what the first run had made, that one's undo brings it back,
/// and nothing takes it away then. One problem for each such object and changeset, with the place
/// of the changeset whose undo brings it back; what that is, and what to do, is in its words. The
/// target makes SQL as for a script. Looks at the plan only as far as it can be run, so that a plan
/// with refusals may be given; throws ConnectionLost.
std::vector<Problem> left_by_first_runs(const RollbackPlan& plan, const Changelog& changelog,
                                        const History& history, const Target& target);

}  // namespace ebbtide
