#pragma once

#include <string>
#include <string_view>

#include "cli/settings.h"

namespace ebbtide {

/// The encoding an option names, as it was written; empty for UTF-8, also where none is given. `OS`
/// is that of the locale. Throws UsageError for one nobody knows.
std::string encoding_named(const Settings& settings, std::string_view option);

}  // namespace ebbtide
