#include "rollback/plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "executor/plan.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The changesets of a changelog by their identity in the history.
std::map<ChangeSetId, const ChangeSet*, ByIdentity> index(const Changelog& changelog) {
  std::map<ChangeSetId, const ChangeSet*, ByIdentity> known;
  for (const ChangeSet& change_set : changelog.change_sets)
    known.emplace(change_set.id, &change_set);
  return known;
}

/// Plans each undo and refuses all of them when one cannot be done.
RollbackPlan plan_all(std::vector<PlannedUndo> undos, const Changelog& changelog,
                      const Target& target) {
  std::vector<Problem> refusals;
  for (PlannedUndo& planned : undos) {
    planned.undo = plan_undo(*planned.change_set, changelog, target);
    refusals.insert(refusals.end(), planned.undo.refusals.begin(), planned.undo.refusals.end());
  }
  if (!refusals.empty()) throw RollbackRefused(std::move(refusals));
  return {std::move(undos)};
}

}  // namespace

RollbackPlan plan_rollback(const RollbackGoal& goal, const Changelog& changelog,
                           const History& history, const Target& target) {
  const auto wanted = rows_to_undo(goal, history);
  const auto known = index(changelog);
  const auto* const counted = std::get_if<RollbackCount>(&goal);
  std::set<const ChangeSet*> undone;
  std::vector<PlannedUndo> undos;
  for (auto row = history.rows().rbegin(); row != history.rows().rend(); ++row) {
    if (counted != nullptr && static_cast<int>(undos.size()) >= counted->count) break;
    const auto found = known.find(row->id);
    if (found == known.end() || !wanted.contains(&*row)) continue;
    if (!filters_against(*found->second, changelog.properties.selection()).empty()) continue;
    if (!undone.insert(found->second).second) continue;  // the history has it twice
    undos.push_back({found->second, &*row, {}});
  }
  return plan_all(std::move(undos), changelog, target);
}

RollbackPlan plan_future_rollback(const FutureLimit& limit, const Changelog& changelog,
                                  const History& history, const Target& target) {
  UpdateLimit update;
  update.count = limit.count;
  update.tag = limit.tag;
  const UpdatePlan pending = plan_update(
      changelog, history, {newest_checksum_version, target.files, target.properties}, update);
  if (!pending.found_tag)
    throw Error("No tag matching '" + *limit.tag +
                "' found in the changelog; a tagDatabase change sets one");
  std::vector<PlannedUndo> undos;
  for (const PlannedChangeSet& planned : pending.change_sets) {
    if (planned.runs() && planned.ran == nullptr)
      undos.push_back({planned.change_set, nullptr, {}});
  }
  std::reverse(undos.begin(), undos.end());
  return plan_all(std::move(undos), changelog, target);
}

}  // namespace ebbtide
