#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/request.h"
#include "operations/gate.h"

namespace ebbtide {

/// The configuration of the linter and the gate that counts for a file; empty where there is none.
/// Throws UsageError and ValidationFailed where it cannot be read.
lint::Settings lint_configuration(Request& request, const std::string& first_path);

/// The folders and archives in which files are looked for, as the search path names them.
std::vector<std::string> search_folders(const Settings& settings);

/// `2026-11-28`.
std::string today_in_utc();

/// The gate as the configuration and the command line want it.
GateOptions gate_choice(Request& request);

/// The gate of an update; nothing where it is off.
std::optional<GateConsent> gate_consent(Request& request);

/// Warns of what the gate would be asked for, for commands that run nothing.
void warn_of_gate(Request& request, const UpdateLimit& limit);

}  // namespace ebbtide
