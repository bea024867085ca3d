#pragma once

#include "changelog/changelog.h"
#include "executor/run.h"

namespace ebbtide {

/// Undoes what stays of a changeset that an update left half done, given as the journal knows its
/// update, or the undoing of it that was begun: the inverses of the changes that the journal knows
/// as applied, the last first, with the edits of modifySql that are for rollbacks. The journal
/// keeps what of it is done, so that the next repair, update or rollback finishes it after a kill
/// or an error. Throws RollbackRefused, before anything is done, where a change has no inverse, and
/// Error where the changelog has the changeset no longer, where the statements that were applied
/// are not those of the changeset as it is now, or where the inverse would miss what was made. The
/// context must have a journal, and no transaction may be open in its session.
void undo_unfinished(const JournaledChangeSet& unfinished, const Changelog& changelog,
                     const RunContext& context);

}  // namespace ebbtide
