#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "database/interruption.h"
#include "database/url.h"

namespace ebbtide {

/// Waits until a database lets somebody in, at most this long; `say` hears once that there is
/// something to wait for, and why. A server that answers and refuses, such as a wrong password, is
/// not waited for: whoever opens the database then hears why. Throws ConnectionLost where the time
/// is over, Interrupted where the end is asked for.
void await_database(const DatabaseUrl& url, std::chrono::seconds limit, Interruption& interruption,
                    const std::function<void(const std::string&)>& say);

/// Sleeps for this long. Throws Interrupted where the end is asked for meanwhile.
void sleep_interruptibly(std::chrono::milliseconds time, const Interruption& interruption);

/// Whether the server wants a password and the URL has none; false where it cannot be asked.
bool lacks_password(const DatabaseUrl& url);

}  // namespace ebbtide
