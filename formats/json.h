#pragma once

#include <string>

#include "changelog/node.h"
#include "formats/parse_options.h"

namespace ebbtide {

/// Reads a JSON changelog, in the encodings of YAML. What is no JSON but YAML, such as a comma
/// behind the last item, is read too, as Liquibase does. Throws Error where it is neither, or has
/// no databaseChangeLog.
Document parse_json(std::string file, std::string bytes, const ParseOptions& options = {});

}  // namespace ebbtide
