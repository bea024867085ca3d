#pragma once

#include <functional>
#include <string>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"

namespace ebbtide {

struct BaselineResult {
  FlywayResult about;
  std::string version;
  bool was_there = false;  ///< the same baseline, from before
};

/// Writes the row that says up to which version the schemas are already what the scripts would
/// make. Throws Failure where the history says something else.
BaselineResult baseline(
    FlywayPlace& place, const std::function<void()>& creates = [] {});

}  // namespace ebbtide
