#pragma once

#include "executor/run.h"
#include "rollback/impact.h"
#include "rollback/plan.h"

namespace ebbtide {

/// Why a rollback cannot run in one transaction: the database cannot undo what defines tables, a
/// changeset wants to run outside of one, or a statement ends it. None where it can. The impact
/// must be that of the plan.
std::vector<Problem> against_one_transaction(const RollbackPlan& plan, const Impact& impact,
                                             const Facts& facts);

/// Why a rollback that can run in one transaction does so only where somebody asks for it: SQL
/// written by hand was written to run alone, and may not bear others around it (PostgreSQL alters
/// no table whose deferred checks are pending). One problem for each such changeset.
std::vector<Problem> doubts_of_one_transaction(const Impact& impact);

/// Undoes the changesets of a plan in order, each together with its history row; in a script,
/// writes what would. The plan must be possible, the lock held, and the history that of now. What
/// is kept together is for the bracket of the context. Where the database cannot undo what defines
/// tables, the context must have a journal, and rollbacks that were cut off must be finished
/// before. Throws ChangeSetFailed for the first that fails; those before it stay undone and are no
/// longer in the history, so that the same rollback can be run again. Throws Interrupted where
/// somebody asked to stop: then too the changeset at work is undone as a whole, or the journal
/// knows how far it came.
RunResult run_rollback(const RollbackPlan& plan, const RunContext& context);

/// Finishes the rollbacks that an earlier run was in the middle of when it was killed or failed, by
/// the journal: their changesets are out of the history, and part of what they made is still there.
/// So it does with what a repair has begun to undo. Returns the changesets that are rolled back, so
/// that a goal can count them; none without a journal. The history is then to be read anew. Throws
/// as run_rollback does, and Error where the changelog has them no longer or changed.
std::vector<ChangeSetId> finish_rollbacks(const Changelog& changelog, const History& history,
                                          const RunContext& context);

/// The rollback of one changeset alone, that the journal knows as half done. Throws Error also
/// where a rollback script was cut off in it: what is left of that nobody but its author knows.
void finish_rollback(const JournaledChangeSet& unfinished, const Changelog& changelog,
                     const History& history, const RunContext& context);

}  // namespace ebbtide
