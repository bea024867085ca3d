#pragma once

#include <functional>
#include <string>

#include "changelog/change.h"

namespace ebbtide {

/// Runs a program and waits for its end, at most as long as its time-out says. Throws Error where
/// it cannot be started, fails or takes too long. `meanwhile` is called now and then until it ends.
void run_command(const CommandStep& step, const std::function<void()>& meanwhile = {});

}  // namespace ebbtide
