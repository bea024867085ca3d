#pragma once

#include <string>

#include "changelog/node.h"
#include "formats/parse_options.h"

namespace ebbtide {

/// Reads an XML changelog. Throws Error where it is not well-formed XML, declares entities, or is
/// not a databaseChangeLog of Liquibase's namespace. What only its schema refuses is a problem of
/// the document; where the schema is not asked, unknown attributes are left out as in YAML. Nothing
/// outside the file is ever looked at.
Document parse_xml(std::string file, std::string bytes, const ParseOptions& options = {});

}  // namespace ebbtide
