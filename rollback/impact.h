#pragma once

#include "executor/impact.h"
#include "rollback/plan.h"

namespace ebbtide {

/// What undoing the changesets of a plan does, in its order.
Impact assess(const RollbackPlan& plan, const Target& target, const Structure* live,
              const Interruption& interruption);

}  // namespace ebbtide
