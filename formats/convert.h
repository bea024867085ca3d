#pragma once

#include <string>
#include <vector>

#include "changelog/node.h"

namespace ebbtide {

/// A changelog file in another format. With something in `unsaid` there is no text.
struct Conversion {
  std::string text = {};
  std::string path = {};               ///< that its changesets keep, as the root says
  std::vector<Problem> unsaid = {};    ///< what the other format has no words for
  std::vector<Problem> left_out = {};  ///< what had no meaning, and is not in the text
  std::size_t change_sets = 0;         ///< for all databases
  std::size_t comments = 0;            ///< of the file, outside of its SQL
  bool keeps_comments = true;          ///< whether they are in the text
  std::vector<std::string> included;   ///< files and folders, as the changelog names them
};

/// Writes a file, as it was read, in the format of another name: the same changesets in the same
/// order, under the path that they have had. Whether a reader of the text finds the same is asked
/// elsewhere (operations/convert.h).
Conversion convert(const Document& document, const std::string& to);

}  // namespace ebbtide
