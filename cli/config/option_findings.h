#pragma once

#include <string>
#include <string_view>

#include "cli/settings.h"
#include "operations/findings.h"

namespace ebbtide {

/// What of the settings, from wherever they come, a move from Liquibase meets: which work, which do
/// nothing here, which are refused, and names that nobody knows.
void find_in_settings(const Settings& settings, Findings& findings);

/// The same for the command lines of Liquibase in a file: a shell script, a Dockerfile, a pipeline
/// in YAML. `file` is its name for places. What only looks like one, such as a word of a comment
/// in a script, is passed over.
void find_in_script(const std::string& file, std::string_view text, Findings& findings);

}  // namespace ebbtide
