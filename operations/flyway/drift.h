#pragma once

#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"
#include "schema/compare.h"

namespace ebbtide {

/// In what the schemas of a project differ from what its applied migrations make.
struct FlywayDriftResult {
  FlywayResult about;
  std::string database;            ///< as messages name it
  std::size_t migrations = 0;      ///< that the expected schema was built of
  std::vector<std::string> notes;  ///< what of the history could not be built, each with its reason
  std::vector<schema::Difference> differences;
  bool has_drift = false;  ///< one of them is more than information
};

/// Runs the migrations that the history says have run on a scratch database, callbacks among them,
/// and compares. Nothing is changed and no lock is taken; the history table is not looked at.
/// Throws Failure where there is no history, and what fails in a script.
FlywayDriftResult find_flyway_drift(FlywayPlace& place);

}  // namespace ebbtide
