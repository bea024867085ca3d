#pragma once

#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

/// What came of it.
struct RepairResult {
  FlywayResult about;
  std::vector<FlywayMigration> removed;  ///< failed ones, whose rows are gone
  std::vector<FlywayMigration> deleted;  ///< those without a file, that a row says are deleted
  std::vector<FlywayMigration> aligned;  ///< whose rows say now what their files say
};

/// Brings the history in line with the folder; nothing of the user's is touched.
RepairResult repair(FlywayPlace& place);

}  // namespace ebbtide
