#pragma once

#include "cli/request.h"
#include "operations/generate.h"

namespace ebbtide {

/// How changesets are made for this file, as the options say.
GenerateOptions making_of(const Settings& settings, const std::string& file);

/// Which changelog is made of a database, as the options say. Throws UsageError for types and
/// expressions that are none.
GenerateChangelogOptions generate_options_of(Request& request);

}  // namespace ebbtide
