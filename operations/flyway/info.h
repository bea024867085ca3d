#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

struct InfoResult {
  FlywayResult about;
  std::optional<std::string> schema_version;
  bool are_schemas_empty = false;
  std::vector<FlywayInfoLine> lines;
};

/// History and folder side by side, as far as the configuration wants to see it. Changes nothing.
InfoResult info(FlywayPlace& place);

}  // namespace ebbtide
