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

// What settings come to as the options of operations.

DatabaseOptions database_options(const Settings& settings, DatabaseUrl url);
LoadOptions load_options(const Settings& settings);
LockOptions lock_options(const Settings& settings);
UpdateOptions update_options(const Settings& settings);
SyncOptions sync_options(const Settings& settings);
ScriptOptions script_options(const Settings& settings, std::string title);
RollbackOptions rollback_options(const Settings& settings);
ProofOptions proof_options(const Settings& settings);
RepairOptions repair_options(const Settings& settings);

}  // namespace ebbtide
