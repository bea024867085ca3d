#pragma once

#include <functional>
#include <string>

#include "cli/console.h"
#include "database/interruption.h"
#include "operations/fleet_result.h"
#include "operations/flyway/place.h"

namespace ebbtide {

/// How a Flyway run goes through many databases, beside what the configuration says of it.
struct FlywayFleet {
  std::string command;            ///< the verbs, as reports name them
  bool changes_databases = true;  ///< then no more are begun once one has failed
  bool is_json = false;
  bool is_quiet = false;
};

/// Does the verbs on one database: on its own console, and with what becomes of it in the result.
using FlywayWork = std::function<void(const FlywayProject& project, Console& console,
                                      Interruption& interruption, TargetResult& result)>;

/// Does the work on each database that --targets names, several at a time (operations/fleet.h), and
/// writes what became of them. A target has a URL, user, password, schema and placeholders of its
/// own; all else is the project's. Returns the exit code. Throws UsageError, before any database is
/// changed, for targets that are none.
int run_flyway_fleet(const FlywayProject& project, const FlywayFleet& fleet, Console& console,
                     Interruption& interruption, const FlywayWork& work);

}  // namespace ebbtide
