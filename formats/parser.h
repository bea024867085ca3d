#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "changelog/node.h"
#include "formats/parse_options.h"

namespace ebbtide {

/// One format a changelog can be written in.
struct Format {
  std::string_view name;
  std::string_view extension;  ///< of its files, with the dot
  Document (*parse)(std::string file, std::string bytes, const ParseOptions& options);
};

/// The format of a file of this name; nothing where it is no changelog.
const Format* find_format(std::string_view file);

/// The extensions of all formats, for messages.
std::string known_extensions();

}  // namespace ebbtide
