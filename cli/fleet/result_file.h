#pragma once

#include <string>

#include "operations/fleet_result.h"

namespace ebbtide {

/// Puts the text in the place of the file in one step: whoever reads it, and whoever stops us on
/// the way, finds the old one or the new one. Folders that are missing are made. Throws Error with
/// the system's reason where it cannot be written.
void replace_file(const std::string& file, const std::string& text);

/// The report that a file of results has. Throws UsageError where it cannot be read or has none.
FleetReport read_results(const std::string& file);

}  // namespace ebbtide
