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
  /// Whether the statement fails where it did not, as long as no new trigger watches the table. To
  /// prove each row took a tenth of what a server does for a changeset.
  bool is_sure = false;
};
using RowChanges = std::vector<RowChange>;

}  // namespace ebbtide
