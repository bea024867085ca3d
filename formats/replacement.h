#pragma once

#include <string>
#include <string_view>

#include "formats/insertion.h"

namespace ebbtide {

class Document;
struct Node;

/// The comments behind a changeset of formatted SQL that are about the next one, and stay where
/// they are when it is replaced; a part of the document's text. Empty in the other formats.
std::string_view comments_behind(const Document& document, const Node& change_set);

/// All of a changeset in the text of its changelog, from the beginning of its line; a part of the
/// document's text. Throws Error where its end cannot be found.
std::string_view text_of_change_set(const Document& document, const Node& change_set);

/// The text of a changelog with other entries in the place of one changeset, which is a child of
/// the document's root. All else stays as it was, byte by byte. Throws Error where the end of the
/// changeset cannot be found; whether the result says what it should, the caller reads.
std::string with_replaced(const Document& document, const Node& change_set,
                          const IndentedText& entries);

}  // namespace ebbtide
