#pragma once

#include <vector>

#include "operations/flyway/place.h"

namespace ebbtide {

/// Where a changelog took the history over, what it has run since is nothing that Flyway knows of:
/// changesets of its own, and scripts that came later and are pending here. Throws Failure with
/// all of them, so that none is run a second time, and what to do.
void require_known_to_flyway(FlywayPlace& place,
                             const std::vector<flyway::AppliedMigration>& history,
                             const std::vector<const flyway::MigrationInfo*>& pending);

}  // namespace ebbtide
