#pragma once

#include "executor/run.h"
#include "rollback/impact.h"
#include "rollback/plan.h"

namespace ebbtide {

/// Why a rollback cannot run in one transaction: the database cannot undo what defines tables, a
/// changeset wants to run outside of one, or a statement ends it. None where it can.
std::vector<Problem> against_one_transaction(const RollbackPlan& plan, const Impact& impact,
                                             const Facts& facts);

/// Why a rollback that can run in one transaction does so only where somebody asks for it: SQL
/// written by hand was written to run alone, and may not bear others around it (PostgreSQL alters
/// no table whose deferred checks are pending). One problem for each such changeset.
std::vector<Problem> doubts_of_one_transaction(const Impact& impact);

/// Undoes the changesets of a plan in order, each together with its history row. Throws
/// ChangeSetFailed for the first that fails; those before it stay undone and are no longer in the
/// history, so that the same rollback can be run again.
RunResult run_rollback(const RollbackPlan& plan, const RunContext& context);

/// Finishes the rollbacks that an earlier run was in the middle of when it was killed or failed, by
/// the journal: their changesets are out of the history, and part of what they made is still there.
/// So it does with what a repair has begun to undo. Returns the changesets that are rolled back.
/// Throws as run_rollback does, and Error where the changelog has them no longer or changed.
std::vector<ChangeSetId> finish_rollbacks(const Changelog& changelog, const History& history,
                                          const RunContext& context);

/// The rollback of one changeset alone, that the journal knows as half done.
void finish_rollback(const JournaledChangeSet& unfinished, const Changelog& changelog,
                     const History& history, const RunContext& context);

}  // namespace ebbtide
