#pragma once

#include <string>

#include "formats/insertion.h"

namespace ebbtide {

class Document;
struct Node;

/// The text of a changelog with other entries in the place of one changeset, which is a child of
/// the document's root. All else stays as it was, byte by byte. Throws Error where the end of the
/// changeset cannot be found; whether the result says what it should, the caller reads.
std::string with_replaced(const Document& document, const Node& change_set,
                          const IndentedText& entries);

}  // namespace ebbtide
