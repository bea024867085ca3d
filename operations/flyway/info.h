#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

/// How the migrations of a project stand.
struct InfoResult {
  FlywayResult about;
  std::optional<std::string> schema_version;  ///< the last one that is applied; absent for none
  bool are_schemas_empty = false;
  std::vector<FlywayInfoLine> lines;  ///< in Flyway's order (flyway/history.cpp)
};

/// History and folder side by side, as far as the configuration wants to see it (infoSinceVersion
/// and its like). Changes nothing. Throws Failure for a version or date that is none.
InfoResult info(FlywayPlace& place);

}  // namespace ebbtide
