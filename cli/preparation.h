#pragma once

#include <set>

#include "cli/workspace.h"
#include "executor/plan.h"

namespace ebbtide {

/// Checks the changelog against the history before anything is done with it: its preconditions, its
/// changesets and their checksums. Throws Error or ValidationFailed. Returns the changesets that
/// are invalid and want to be marked as ran.
std::set<const ChangeSet*> check_changelog(Workspace& workspace, const History& history,
                                           bool for_script);
/// The same without its preconditions, which ask the database.
std::set<const ChangeSet*> check_change_sets(Workspace& workspace, const History& history,
                                             bool for_script);

/// The plan of an update after the checks.
UpdatePlan prepare_update(Workspace& workspace, const History& history, const UpdateLimit& limit,
                          bool for_script);

/// Checks the texts of what the plan runs before anything of it is run; warns of those that have
/// run. Throws ValidationFailed.
void check_texts(Workspace& workspace, UpdatePlan& plan, bool for_script);

/// Makes the history table where it is missing, and brings an older one up to date.
void prepare_history_table(Workspace& workspace);

/// Throws Error where the history does not tell which of its rows is the last, so that a tag would
/// mark nobody knows what.
void require_known_end(const History& history);

/// Throws UsageError for a tag that the history cannot keep.
void check_tag(const std::string& tag, const Dialect& dialect);

/// The journal of the statements that the database cannot undo, with what earlier runs left half
/// done. It is looked for only where such statements can be.
Journal open_journal(Workspace& workspace, const History& history);

/// A run on the live database, or, without a journal, on a script's session.
RunContext run_context(Workspace& workspace, Bracket& bracket, HistoryWriter& writer,
                       const Target& target, const CheckContext& check, Journal* journal = nullptr);

}  // namespace ebbtide
