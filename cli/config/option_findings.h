#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/settings.h"
#include "operations/findings.h"

namespace ebbtide {

/// What of the settings, from wherever they come, a move from Liquibase meets: which work, which do
/// nothing here, which are refused, and names that nobody knows.
void find_in_settings(const Settings& settings, Findings& findings);

/// The same for the command lines of Liquibase in a file: a shell script, a Dockerfile, a pipeline
/// in YAML; also those by which Maven and Gradle run it. `file` is its name for places. What only
/// looks like one, such as a word of a comment in a script, is passed over. Of a build of Maven or
/// Gradle it is what is set there for Liquibase.
void find_in_script(const std::string& file, std::string_view text, Findings& findings);

/// The part of it that is about builds. Returns whether the file is one, by its name.
bool find_in_build(const std::string& file, std::string_view text, Findings& findings);

/// The files in a folder, and in those below it, that may have command lines of Liquibase or set
/// something for it, by their names: builds, pipelines, scripts, images. In the order of their
/// names; folders of builds and of tools (`target`, `node_modules`, `.git`) are passed over.
std::vector<std::string> scripts_in(const std::string& folder);

}  // namespace ebbtide
