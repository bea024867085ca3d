#pragma once

#include <string>
#include <string_view>

#include "cli/settings.h"

namespace ebbtide {

/// The bytes of the file that an option names, by its path on this machine and not on the search
/// path. The option must be given. Throws UsageError, with the system's reason, where it cannot be
/// read.
std::string read_option_file(const Settings& settings, std::string_view option);

}  // namespace ebbtide
