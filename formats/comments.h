#pragma once

#include "changelog/node.h"
#include "formats/element.h"

namespace ebbtide {

/// Puts the comments of a file into what was made of it: each in front of the element it stands
/// above, or behind the last one of the element it stands in. `format` is that of the file. What
/// belongs to a text, such as the comments in SQL, is no comment of the file. Returns how many
/// there are.
std::size_t add_comments(Element& root, const Document& document, std::string_view format);

}  // namespace ebbtide
