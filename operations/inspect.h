#pragma once

#include <vector>

#include "executor/open_database.h"
#include "executor/surroundings.h"

namespace ebbtide {

/// The changesets that an update would run. Throws as it does before its first statement, but for
/// the texts of the changesets.
std::vector<ChangeSetId> pending_change_sets(const Project& project, OpenDatabase& database,
                                             bool is_strict, const Surroundings& with);

/// Checks the changelog against the history as an update does. Throws ValidationFailed with all
/// that is wrong.
void validate(const Project& project, OpenDatabase& database, bool is_strict,
              const Surroundings& with);

/// What the history has and the changelog has not.
std::vector<ChangeSetId> unexpected_change_sets(const Project& project, OpenDatabase& database);

}  // namespace ebbtide
