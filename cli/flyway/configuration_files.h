#pragma once

#include "cli/settings.h"
#include "operations/flyway/place.h"

namespace ebbtide {

/// The project that command line, environment and configuration files describe. Throws Failure
/// where one of the files cannot be read, and for all that a configuration refuses.
FlywayProject read_flyway_project(const flyway::CommandLine& line, const Environment& environment);

}  // namespace ebbtide
