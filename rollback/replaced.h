#pragma once

#include <vector>

#include "changelog/changelog.h"
#include "history/history.h"
#include "rollback/plan.h"

namespace ebbtide {

/// What a rollback would take away although it was there before: views and tables that a changeset
/// only replaced or found, whose inverse drops them, and that a changeset which stays has made, by
/// a change of their own or by SQL. One problem for each, with the place of the change that would
/// drop it. Only inverses are looked at: a rollback block says what it wants. Throws
/// ConnectionLost.
std::vector<Problem> replaced_objects(const RollbackPlan& plan, const Changelog& changelog,
                                      const History& history, const Target& target);

}  // namespace ebbtide
