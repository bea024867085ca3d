#pragma once

#include <memory>
#include <string_view>

#include "cli/request.h"

namespace ebbtide {

/// Begins to open the database that --reference-url names, by the options that begin with
/// `reference-`; what is not said there of it is as for any database. Throws UsageError for a URL
/// that is none. The request must outlive it.
std::unique_ptr<OpenDatabase> open_reference(Request& request);

}  // namespace ebbtide
