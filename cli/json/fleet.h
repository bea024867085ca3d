#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/json/output.h"
#include "operations/fleet_result.h"

namespace ebbtide {

/// How many targets are in which state.
Json counts_of(const FleetReport& report);

/// The report on a fleet as the result of its command: one document.
void write_json(Console& console, const FleetReport& report, ExitCode exit_code);
/// The same, written at once.
void print_json(Console& console, const FleetReport& report, ExitCode exit_code);

/// The same as a file of results, a line for each target, so that it can be searched line by line.
/// What is not at its end yet has no exit code.
std::string fleet_file_text(const FleetReport& report, std::optional<ExitCode> exit_code);

/// Reads such a file; members nobody knows are passed over. Throws UsageError, naming `file`, for
/// what is none.
FleetReport parse_fleet_report(std::string_view text, const std::string& file);

}  // namespace ebbtide
