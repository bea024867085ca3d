#pragma once

#include <string>
#include <vector>

namespace ebbtide {

/// A statement that a script introduces with a comment; an empty one is none.
struct CommentedSql {
  std::string comment;
  std::string sql;
};

/// A statement that writes a row of the history, and how to tell that it did: reported success is
/// no proof where the table has triggers, rules or policies.
struct RowChange {
  std::string sql;
  std::string proof;      ///< a query that fails where it did not; empty: it changed no row then
  std::string complaint;  ///< what to say in that case
  /// The statement in a form that fails by itself where it did not; empty where there is none.
  std::string sure = {};
  bool is_watched = true;  ///< a trigger of the table may undo what is sure, later
};
using RowChanges = std::vector<RowChange>;

}  // namespace ebbtide
