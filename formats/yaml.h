#pragma once

#include <string>

#include "changelog/node.h"
#include "formats/parse_options.h"

namespace ebbtide {

/// Reads a YAML changelog. Throws Error where it is not YAML, has tags that make objects, or has no
/// databaseChangeLog.
Document parse_yaml(std::string file, std::string bytes, const ParseOptions& options = {});

}  // namespace ebbtide
