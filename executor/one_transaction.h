#pragma once

#include "executor/plan.h"
#include "executor/run.h"

namespace ebbtide {

/// Why an update cannot be one transaction: the database commits by itself what defines tables, or
/// a statement of a changeset that is about to run ends or begins a transaction. None where it can.
/// Changesets with runInTransaction=false do not count: the transaction ends before them.
std::vector<Problem> against_one_transaction(const UpdatePlan& plan, const RunContext& context);

}  // namespace ebbtide
