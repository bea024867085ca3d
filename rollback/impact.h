#pragma once

#include "executor/impact.h"
#include "rollback/plan.h"

namespace ebbtide {

/// What undoing the changesets of a plan does, in its order: `change_sets` has one entry for each
/// of its undos, at the same place. One that was only marked as ran has no statements, and a note
/// that says so. Where the plan has refusals, what it has of an undo is assessed all the same.
/// Otherwise as the assessment of any run (executor/impact.h).
Impact assess(const RollbackPlan& plan, const Target& target, const schema::Schema* live,
              const Interruption& interruption);

}  // namespace ebbtide
