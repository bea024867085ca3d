#pragma once

#include <functional>
#include <string>

#include "changelog/change.h"
#include "database/interruption.h"

namespace ebbtide {

/// Runs a program and waits for its end, at most as long as its time-out says. Throws Error where
/// it cannot be started, fails or takes too long, and Interrupted, once it is ended, where the run
/// was asked to stop. `meanwhile` is called now and then until it ends.
void run_command(const CommandStep& step, const Interruption& interruption,
                 const std::function<void()>& meanwhile = {});

}  // namespace ebbtide
