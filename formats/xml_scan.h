#pragma once

#include "text/source.h"

namespace ebbtide {

/// What the scan learned that decides how the file is parsed.
struct XmlTraits {
  bool has_cdata = false;
};

/// Checks what pugixml lets pass and XML does not: a declaration that is not at the start, entities
/// nobody defined, characters that cannot be in XML, `--` in comments, text or a second element
/// beside the root. A DOCTYPE is refused, for the sake of what it can do. The text is UTF-8. Throws
/// Error for the first, with its place. What it lets pass need not be well-formed.
XmlTraits scan_xml(const Source& source);

/// The encoding the declaration names; empty where there is none.
std::string_view declared_encoding(std::string_view bytes);

}  // namespace ebbtide
