#pragma once

#include "cli/request.h"

namespace ebbtide {

/// Says what a migration from Liquibase would meet. Reads only; throws Error at the end where
/// something would stop the migration.
void doctor(Request& request);

}  // namespace ebbtide
