#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "changelog/node.h"
#include "formats/parse_options.h"

namespace ebbtide {

/// One format a changelog can be written in. To add one:
///  1. a function from the bytes of a file to a Document. It decodes them, throws Error with a
///     place for what it cannot read, and bounds what a file can make of itself (depth, copies);
///  2. a tree such as changelog/node.h shows, whose root has the children of databaseChangeLog.
///     Every node has the offset where it begins; what the format cannot tell stays unset;
///  3. a row in parser.cpp. Two extensions are two rows.
struct Format {
  std::string_view name;
  std::string_view extension;  ///< of its files, with the dot
  Document (*parse)(std::string file, std::string bytes, const ParseOptions& options);
};

/// The format of a file of this name, by its extension in any letter case; nothing where it is no
/// changelog.
const Format* find_format(std::string_view file);

/// The extensions of all formats, for messages.
std::string known_extensions();

}  // namespace ebbtide
