#pragma once

#include <string>
#include <string_view>

#include "cli/settings.h"

namespace ebbtide {

/// The encoding an option names; empty for UTF-8. `OS` is that of the locale. Throws UsageError for
/// one nobody knows.
std::string encoding_named(const Settings& settings, std::string_view option);

}  // namespace ebbtide
