#pragma once

#include "cli/console.h"
#include "cli/program.h"

namespace ebbtide {

/// Whether the process is asked for the Flyway front end: `ebbtide flyway …`.
bool is_flyway(const Process& process);

/// Runs `ebbtide flyway` with Flyway's options, configuration and verbs. Returns the exit code, as
/// Flyway has it: 0, 1, 35 for what only its paid editions do.
int run_flyway(const Process& process, Console& console);

}  // namespace ebbtide
