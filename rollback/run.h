#pragma once

#include "executor/run.h"
#include "rollback/plan.h"

namespace ebbtide {

/// Undoes the changesets of a plan in order, each together with its history row. Throws
/// ChangeSetFailed for the first that fails; those before it stay undone and are no longer in the
/// history, so that the same rollback can be run again.
RunResult run_rollback(const RollbackPlan& plan, const RunContext& context);

}  // namespace ebbtide
