#pragma once

#include <string>
#include <vector>

#include "cli/json_output.h"
#include "rollback/impact.h"

namespace ebbtide {

/// What of a rollback is one transaction.
enum class RollbackUnit {
  change_set,      ///< each changeset is one: what was undone before a failure stays undone
  chain,           ///< all of it is one, and what is cut off undoes nothing; a failing statement
                   ///< takes its own changeset back and no other, as with Liquibase
  all_or_nothing,  ///< all of it is one, and a failing statement takes everything back
};

/// A rollback worked out in full before its first statement: what it undoes, what that does to the
/// database, and what stands in its way. Borrows the changelog and the history.
struct RollbackProspect {
  RollbackPlan plan;
  Impact impact;
  std::vector<Problem> problems;  ///< any of them refuses the whole rollback
  std::vector<Problem> warnings;
  RollbackUnit unit = RollbackUnit::change_set;

  /// Throws RollbackRefused with all problems, if there are any.
  void require_possible() const;
};

/// The plan as lines for people, newest changeset first.
std::vector<std::string> lines_of(const RollbackProspect& prospect);
/// The plan as data.
nlohmann::ordered_json json_of(const RollbackProspect& prospect, const std::string& database);

}  // namespace ebbtide
