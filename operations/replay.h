#pragma once

#include <cstddef>
#include <vector>

#include "changelog/change_set.h"
#include "changelog/project.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "operations/rollback_test.h"

namespace ebbtide {

/// What a history has had run, done again elsewhere.
struct Replay {
  std::size_t change_sets = 0;       ///< how many were run
  std::vector<ChangeSetId> unknown;  ///< ran, and the changelog has them no more
  std::vector<ChangeSetId> edited;   ///< ran, and say something else today
};

/// Brings an empty database to where `history` says that its own one is: runs what has a row there
/// that says that it ran, in the order of the rows. Neither contexts nor preconditions are asked,
/// for they were when it ran; programs are left out, and so is what the bounds keep in the
/// database. The project is the changelog as it was read for `database`. The observer hears
/// warnings alone. Throws ChangeSetFailed where a changeset does not run there, and Interrupted.
Replay replay(const Project& project, OpenDatabase& database, const History& history,
              const LockOptions& lock, const Bounds& bounds, const Surroundings& with);

}  // namespace ebbtide
