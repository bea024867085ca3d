#pragma once

#include <string>

#include "changelog/node.h"
#include "formats/parse_options.h"

namespace ebbtide {

/// Reads a YAML changelog, which is UTF-8, or UTF-16 with a byte order mark. Throws Error where it
/// is not YAML, has tags that make objects, a second document or bytes of another encoding, or has
/// no databaseChangeLog.
Document parse_yaml(std::string file, std::string bytes, const ParseOptions& options = {});

}  // namespace ebbtide
