#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/effect.h"

namespace ebbtide {

/// A lock that a statement needs until the end of its transaction.
struct SqlLock {
  std::string mode;    ///< in the words of the database: `ACCESS EXCLUSIVE`
  std::string object;  ///< what is locked

  friend bool operator==(const SqlLock&, const SqlLock&) = default;
};

/// The locks that a verb takes on a thing. Rows stand in a table of their dialect; the first one
/// that fits an effect counts, so that a row with `concurrently` stands before the one without.
/// What is not in the table takes no lock worth telling.
struct SqlLockRow {
  sql::Verb verb;
  sql::Thing thing;
  std::string_view mode = {};   ///< of the table, or of what stands in its place; empty where none
  std::string_view other = {};  ///< of the table that a key points to, a partition becomes, …
  bool concurrently = false;    ///< only for CONCURRENTLY
  std::string_view word = {};   ///< only for an effect of this word
};

/// What an effect locks by these rows; nothing where no row fits.
std::vector<SqlLock> locks_by(std::span<const SqlLockRow> rows, const sql::Effect& effect);

}  // namespace ebbtide
