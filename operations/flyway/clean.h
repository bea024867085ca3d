#pragma once

#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

struct CleanResult {
  FlywayResult about;
  std::vector<std::string> cleaned, dropped;  ///< schemas
};

/// Drops everything in the schemas of the project, and the schemas themselves that Flyway has made.
/// Throws Failure unless the configuration lets it.
CleanResult clean(FlywayPlace& place);

}  // namespace ebbtide
