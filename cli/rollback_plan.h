#pragma once

#include <string>
#include <vector>

#include "cli/json_output.h"
#include "rollback/impact.h"

namespace ebbtide {

/// A rollback worked out in full before its first statement: what it undoes, what that does to the
/// database, and what stands in its way. Borrows the changelog and the history.
struct RollbackProspect {
  RollbackPlan plan;
  Impact impact;
  std::vector<Problem> problems;  ///< any of them refuses the whole rollback
  std::vector<Problem> warnings;
  bool is_one_transaction = false;               ///< all of it or nothing
  std::vector<Problem> against_one_transaction;  ///< why it is not one, where nobody chose that

  /// Throws RollbackRefused with all problems, if there are any.
  void require_possible() const;
};

/// The plan as lines for people, newest changeset first.
std::vector<std::string> lines_of(const RollbackProspect& prospect);
/// What the plan comes to: `In all 3 changesets, 7 statements; lost are 2 tables, 14 rows`.
std::string totals_line(const RollbackProspect& prospect);
/// The plan as data.
nlohmann::ordered_json json_of(const RollbackProspect& prospect, const std::string& database);

}  // namespace ebbtide
