#pragma once

#include <string_view>
#include <vector>

#include "formats/sql_directive.h"

namespace ebbtide {

/// Whether a line looks like the `--changeset` line of a formatted SQL changelog.
bool is_change_set(std::string_view line);

/// The block comments of a formatted SQL changelog in which changesets stand. Nobody who comments a
/// changeset out wants it run; Liquibase runs it. Where it cannot be told for sure what a comment
/// is (it has no end, or another begins in it), it counts as none, so that no changeset is lost.
/// Nothing of the text is kept but places.
class CommentedOut {
 public:
  explicit CommentedOut(std::string_view text);

  /// Whether the line begins in such a comment. The line in which the comment begins does not; the
  /// one in which it ends does.
  bool holds(const SqlLine& line) const;

 private:
  struct Comment {
    std::size_t begin, end;
  };
  std::vector<Comment> comments_;  ///< in the order of the file
};

}  // namespace ebbtide
