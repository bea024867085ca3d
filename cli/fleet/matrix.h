#pragma once

#include <string>

#include "cli/console.h"
#include "operations/fleet_result.h"

namespace ebbtide {

/// Writes what became of each target as a table, and a line with the totals.
void write_matrix(TextOutput& out, const FleetReport& report);

/// `12 targets: 10 done, 1 failed, 1 not run`.
std::string totals_of(const FleetReport& report);
/// `0.4 s`.
std::string seconds_text(std::chrono::milliseconds took);

/// The same as a page that stands alone: failures first, no script, nothing from a network.
std::string fleet_page(const FleetReport& report);
/// The same as JUnit has it, for CI servers: a case for each target.
std::string fleet_junit(const FleetReport& report);

}  // namespace ebbtide
