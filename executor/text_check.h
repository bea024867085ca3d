#pragma once

#include <set>
#include <vector>

#include "changelog/change.h"
#include "executor/plan.h"

namespace ebbtide {

/// Checks, before the first statement, that the texts of changesets mean to the database what
/// stands there: whatever changelog/validate.h finds in texts. A changeset is looked at once,
/// however often a command plans: so one object goes with one command. Reads the files that
/// changesets name.
class TextCheck {
 public:
  struct Result {
    std::vector<Problem> refusals;  ///< in what the plan runs
    std::vector<Problem> warnings;  ///< in what has run, which nobody can edit, and in rollbacks
  };

  /// A changeset that is invalid and wants to be marked as ran is so in the plan.
  Result run(UpdatePlan& plan, const Target& target);

 private:
  void check_pending(PlannedChangeSet& planned, const Target& target, Result& result) const;

  std::set<const ChangeSet*> seen_;
};

}  // namespace ebbtide
