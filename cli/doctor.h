#pragma once

#include "cli/workspace.h"

namespace ebbtide {

/// Says what a migration from Liquibase would meet. Reads only; throws Error at the end where
/// something would stop the migration.
void doctor(Workspace& workspace);

}  // namespace ebbtide
