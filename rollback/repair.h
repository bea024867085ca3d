#pragma once

#include "changelog/changelog.h"
#include "executor/run.h"

namespace ebbtide {

/// Undoes what stays of a changeset that an update left half done: the inverses of the changes that
/// the journal knows as applied, the last first. Each is taken out of the journal as it is undone,
/// so that the same can be asked for again after an error. Throws RollbackRefused, before anything
/// is done, where a change has no inverse, and Error where the changelog has the changeset no
/// longer, or where the statements that were applied are not those of the changeset as it is now.
void undo_unfinished(const JournaledChangeSet& unfinished, const Changelog& changelog,
                     const RunContext& context);

}  // namespace ebbtide
