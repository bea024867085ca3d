#pragma once

#include <functional>
#include <string>

#include "changelog/change.h"
#include "database/interruption.h"

namespace ebbtide {

/// Runs a program, looked for on PATH and with the environment of this one, and waits for its end,
/// at most as long as its time-out says: `30s`, `5m`, `2h`, or seconds. Throws Error where it
/// cannot be started, ends with another exit code than 0 or takes too long, and Interrupted, once
/// it is ended, where the run was asked to stop. `meanwhile` is called every 30 seconds until it
/// ends.
void run_command(const CommandStep& step, const Interruption& interruption,
                 const std::function<void()>& meanwhile = {});

}  // namespace ebbtide
