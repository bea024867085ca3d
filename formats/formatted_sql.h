#pragma once

#include <string>

#include "changelog/node.h"
#include "formats/parse_options.h"

namespace ebbtide {

/// Reads an SQL changelog: a file that begins with `--liquibase formatted sql`, or a plain file,
/// which is one changeset `raw` of the author `includeAll`, not split and not expanded. Throws
/// Error for directives that are not written as they must be. Bytes that are not of the encoding
/// are no error here: the document says where they are (damage.h).
Document parse_sql(std::string file, std::string bytes, const ParseOptions& options = {});

}  // namespace ebbtide
