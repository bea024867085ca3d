#pragma once

#include <functional>
#include <string>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

/// What came of it.
struct BaselineResult {
  FlywayResult about;
  std::string version;
  bool was_there = false;  ///< the same baseline, from before
};

/// Writes the row that says up to which version the schemas are already what the scripts would
/// make. The same baseline twice is fine, as with Flyway. Throws Failure where the history has
/// another one, or migrations. `creates` hears that the history table is about to be made.
BaselineResult baseline(
    FlywayPlace& place, const std::function<void()>& creates = [] {});

}  // namespace ebbtide
