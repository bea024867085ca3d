#pragma once

#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

/// What came of it. Schemas that are not there are in neither list, and a warning.
struct CleanResult {
  FlywayResult about;
  std::vector<std::string> cleaned;  ///< schemas that are empty now
  std::vector<std::string> dropped;  ///< those that are gone, since Flyway made them
};

/// Drops everything in the schemas of the project, and the schemas themselves that Flyway has made.
/// Throws Failure unless the configuration lets it.
CleanResult clean(FlywayPlace& place);

}  // namespace ebbtide
