#pragma once

#include "executor/run.h"
#include "rollback/impact.h"
#include "rollback/plan.h"

namespace ebbtide {

/// Why a rollback cannot run in one transaction: the database cannot undo what defines tables, a
/// changeset wants to run outside of one, or a statement ends it. None where it can.
std::vector<Problem> against_one_transaction(const Impact& impact, const Dialect& dialect);

/// Undoes the changesets of a plan in order, each together with its history row. Throws
/// ChangeSetFailed for the first that fails; those before it stay undone and are no longer in the
/// history, so that the same rollback can be run again.
RunResult run_rollback(const RollbackPlan& plan, const RunContext& context);

/// Finishes the rollbacks that a killed run was in the middle of, by the journal: their changesets
/// are out of the history, and part of what they made is still there. Throws as run_rollback does,
/// and Error where the changelog has them no longer or changed.
void finish_rollbacks(const Changelog& changelog, const History& history,
                      const RunContext& context);

}  // namespace ebbtide
