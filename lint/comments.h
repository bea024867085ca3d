#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "lint/scene.h"

namespace ebbtide::lint {

/// A comment in a file, with the place of what it is about: the thing behind it, or the one before
/// it on its line.
struct FileComment {
  std::string_view text;  ///< as it stands there, with what opens and closes it
  int line = 0;           ///< where it begins, from 1
  int column = 0;         ///< from 1, in letters
  int first = 0, last = 0;
  bool is_sql = false;  ///< of SQL that stands in a changelog, or in a file of it
  /// Of the first line where it begins, and of the last line behind it; else all of these count.
  int first_column = 0, last_column = std::numeric_limits<int>::max();
};

/// The comments of a file that may be about something, in order. What a changeset has as its
/// comment is not among them.
std::vector<FileComment> comments_in(const SourceFile& file, const sql::Syntax& syntax);

}  // namespace ebbtide::lint
