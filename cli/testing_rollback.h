#pragma once

#include "cli/request.h"

namespace ebbtide {

/// Proves that what an update would run can be undone: updates a scratch database, rolls that back
/// over a new connection, compares the structure with the one before, and updates again. Throws
/// Error where anything differs or fails. The given database is not touched.
void prove(Request& request);

/// The proof, and where it holds an update of the given database.
void update_testing_rollback(Request& request);

}  // namespace ebbtide
