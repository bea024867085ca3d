#pragma once

#include <string>

#include "executor/locked.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"

namespace ebbtide {

/// Keeps in the database how its schema is now, so that drift can be told by it later without a
/// scratch database: the whole of it, rights too, as a snapshot. Takes the lock.
void record_schema(OpenDatabase& database, const LockOptions& lock, const Files& files,
                   const Surroundings& with);

/// The snapshot that was kept. Throws Error where there is none, and where changesets have run or
/// were undone since, so that it says nothing about today.
std::string recorded_schema(OpenDatabase& database);

}  // namespace ebbtide
