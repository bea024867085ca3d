// The questions of `status`, `validate` and `unexpected-changesets`. They answer from the history
// as it is, in a table of any layout or in none, and change nothing: so they need no lock, and a
// user who may only read can ask them. What they say may be old by the time it is read.
#include "operations/inspect.h"

#include "operations/checks.h"
#include "operations/script.h"

namespace ebbtide {

std::vector<ChangeSetId> pending_change_sets(const Project& project, OpenDatabase& database,
                                             bool is_strict, const Surroundings& with) {
  const History history = recorded_history(database);
  const UpdatePlan plan =
      Checks(project, database, {is_strict, false}, with).update_plan(history, {});
  std::vector<ChangeSetId> pending;
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (planned.runs()) pending.push_back(planned.change_set->id);
  }
  return pending;
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
