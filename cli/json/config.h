#pragma once

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/settings.h"

namespace ebbtide {

/// What `config` says of settings; the defaults as well that are of use to the command, null for
/// none.
void write_config(Console& console, const Settings& settings, const Command* command);

}  // namespace ebbtide
