#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/flyway/observer.h"
#include "cli/settings.h"
#include "database/interruption.h"
#include "operations/flyway/place.h"

namespace ebbtide {

/// How a Flyway run goes through many databases, beside what the configuration says of it.
struct FlywayFleet {
  std::vector<std::string> verbs;
  FlywayTelling telling;
  const Environment& environment;  ///< has the index of a shard that a job is
};

/// Runs the verbs on each database that --targets names, several at a time (operations/fleet.h),
/// and writes what became of them. A target has a URL, user, password, schema and placeholders of
/// its own; all else is the project's. Returns the exit code. Throws UsageError, before any
/// database is changed, for targets that are none.
int run_flyway_fleet(const FlywayProject& project, const FlywayFleet& fleet, Console& console,
                     Interruption& interruption);

}  // namespace ebbtide
