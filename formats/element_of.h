#pragma once

#include <vector>

#include "changelog/node.h"
#include "formats/element.h"

namespace ebbtide {

/// A file that was read, as what is to be written.
struct ReadElements {
  Element root;
  /// What readers leave out without a word, and so it is here; each with its place.
  std::vector<Problem> left_out = {};
  /// Texts whose `${…}` stay as they are in this file, and would be replaced in any other.
  std::vector<Problem> literal = {};
};

/// The whole of a changelog file as its author wrote it: properties are not replaced, includes stay
/// includes, and changesets for all databases are there. Comments are not: they are no part of the
/// tree (comments.h). The document has to be one that can be loaded.
ReadElements elements_of(const Document& document);

}  // namespace ebbtide
