#pragma once

#include <optional>
#include <vector>

#include "executor/open_database.h"
#include "executor/surroundings.h"

namespace ebbtide {

/// Where a database stands, by its history: the last row that has a tag, the last row of all, and
/// how many rows before it belong to the same deployment, itself among them.
struct DatabaseState {
  std::vector<ChangeSetId> pending = {};  ///< what an update would run, in its order
  std::size_t ran = 0;
  std::optional<HistoryRow> tagged = {};
  std::optional<HistoryRow> last = {};
  std::size_t in_deployment = 0;
};
/// Throws as pending_change_sets does.
DatabaseState state_of_database(const Project& project, OpenDatabase& database, bool is_strict,
                                const Surroundings& with);

/// The changesets that an update would run, in its order. Throws as it does before its first
/// statement, but for the texts of the changesets. Takes no lock and changes nothing; without a
/// history table all of them are pending.
std::vector<ChangeSetId> pending_change_sets(const Project& project, OpenDatabase& database,
                                             bool is_strict, const Surroundings& with);

/// Checks the changelog against the history as an update does, texts of what would run among it;
/// warns of those that have run. Throws ValidationFailed with all that is wrong.
void validate(const Project& project, OpenDatabase& database, bool is_strict,
              const Surroundings& with);

/// What the history has and the changelog, as it was read for this database, has not, in the
/// history's order. The changelog is not checked.
std::vector<ChangeSetId> unexpected_change_sets(const Project& project, OpenDatabase& database);

}  // namespace ebbtide
