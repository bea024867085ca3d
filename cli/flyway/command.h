#pragma once

#include "cli/console.h"
#include "cli/program.h"
#include "cli/request.h"

namespace ebbtide {

/// Whether the process is asked for the Flyway front end: `ebbtide flyway …`.
bool is_flyway(const Process& process);

/// Its row among the commands is for the help: whoever comes here has written something before the
/// word. Throws UsageError.
void flyway_comes_first(Request& request);

/// Runs `ebbtide flyway` with Flyway's options, configuration and verbs. Returns the exit code, as
/// Flyway has it: 0, 1, 35 for what only its paid editions do.
int run_flyway(const Process& process, Console& console);

}  // namespace ebbtide
