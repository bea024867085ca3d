// The questions of `status`, `validate` and `unexpected-changesets`. They answer from the history
// as it is, in a table of any layout or in none, and change nothing: so they need no lock, and a
// user who may only read can ask them. What they say may be old by the time it is read.
#include "operations/inspect.h"

#include "operations/checks.h"
#include "operations/script.h"

namespace ebbtide {

DatabaseState state_of_database(const Project& project, OpenDatabase& database, bool is_strict,
                                const Surroundings& with) {
  const History history = recorded_history(database);
  const UpdatePlan plan =
      Checks(project, database, {is_strict, false}, with).update_plan(history, {});
  DatabaseState standing;
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (planned.runs()) standing.pending.push_back(planned.change_set->id);
  }
  const std::vector<HistoryRow>& rows = history.rows();
  standing.ran = rows.size();
  for (const HistoryRow& row : rows) {
    if (row.tag && !row.tag->empty()) standing.tagged = row;
  }
  if (rows.empty()) return standing;
  standing.last = rows.back();
  for (std::size_t i = rows.size(); i > 0 && rows[i - 1].deployment == rows.back().deployment; --i)
    ++standing.in_deployment;
  return standing;
}

std::vector<ChangeSetId> pending_change_sets(const Project& project, OpenDatabase& database,
                                             bool is_strict, const Surroundings& with) {
  return state_of_database(project, database, is_strict, with).pending;
}

void validate(const Project& project, OpenDatabase& database, bool is_strict,
              const Surroundings& with) {
  const History history = recorded_history(database);
  Checks checks(project, database, {is_strict, false}, with);
  UpdatePlan plan = checks.update_plan(history, {});
  checks.texts(plan);
}

std::vector<ChangeSetId> unexpected_change_sets(const Project& project, OpenDatabase& database) {
  const History history = recorded_history(database);
  std::vector<ChangeSetId> unexpected;
  for (const HistoryRow& row : history.rows()) {
    if (project.changelog().find(row.id) == nullptr) unexpected.push_back(row.id);
  }
  return unexpected;
}

}  // namespace ebbtide
