#pragma once

#include "cli/settings.h"
#include "database/url.h"
#include "executor/open_database.h"
#include "formats/load.h"
#include "operations/prove.h"
#include "operations/repair.h"
#include "operations/rollback.h"
#include "operations/script.h"
#include "operations/sync.h"
#include "operations/update.h"

namespace ebbtide {

// What settings come to as the options of operations. Settings have been checked as to what each
// option can be, so these throw UsageError only for a number that is given empty. Members that no
// option sets, such as limits and tags, which commands take by names of their own, are as their
// structs have them.

/// Who is warned of an odd URL is left to the caller.
DatabaseOptions database_options(const Settings& settings, DatabaseUrl url);
LoadOptions load_options(const Settings& settings);
/// --lock-wait in seconds, else the minutes of Liquibase's option; at least a second between looks.
LockOptions lock_options(const Settings& settings);
UpdateOptions update_options(const Settings& settings);
SyncOptions sync_options(const Settings& settings);
ScriptOptions script_options(const Settings& settings, std::string title);
RollbackOptions rollback_options(const Settings& settings);
/// The proof is on the target where --scratch-url says `target`, or --liquibase-compatible and no
/// URL. How the changelog is read for it is left to the caller.
ProofOptions proof_options(const Settings& settings);
RepairOptions repair_options(const Settings& settings);

}  // namespace ebbtide
