#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// What the server knows the lock of a session by: two numbers, of which the first is the same for
/// all of ours. The server keeps such locks and those of one number apart, and shows which is
/// which.
std::string lock_key(std::string_view name);
/// Version 0.1.0 took locks of one number.
std::string first_version_lock_key(std::string_view name);

}  // namespace ebbtide
