// A plan goes through the history from its end and takes what the goal asks for. A row is left out,
// with its reason, where
//
//   its changeset is not in the changelog        nothing tells how to undo it
//   its changeset is for other databases         it is not meant for this one
//   its context or its labels are not for now    as Liquibase does: they choose for rollbacks too
//   the changelog says to ignore it              as Liquibase does
//   it ran again, and such rows are to stay      --keep-reran
//
// Those around it are undone all the same, and what stays is shown. A count counts what is taken.
// Of two rows of one changeset the newer one counts; the DELETE names a row by its changeset and
// takes the older one along. What was only marked as ran is undone by removing its row, as there is
// nothing of it in this database (--liquibase-compatible undoes it).
//
// Everything that cannot be undone is collected first: one changeset without a way back refuses the
// whole rollback, and the message names all of them at once. So do rows of which the history does
// not tell when they ran, if the rollback would undo them or might have to: what ran before and
// what behind is then a guess.
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

/// Plans each undo; what cannot be undone is among the refusals.
void plan_all(RollbackPlan& plan, const Changelog& changelog, const Target& target) {
  for (PlannedUndo& planned : plan.undos) {
    if (planned.was_marked) continue;
    planned.undo = plan_undo(*planned.change_set, changelog, target);
    const auto& refusals = planned.undo.refusals;
    plan.refusals.insert(plan.refusals.end(), refusals.begin(), refusals.end());
  }
}

std::string filter_reason(const std::vector<SkipReason>& reasons) {
  switch (reasons.front()) {
    case SkipReason::context:
      return "its context is not among those asked for";
    case SkipReason::label:
      return "its labels do not fit the label filter";
    default:
      return "the changelog says to ignore it";
  }
}

/// Why a row stays although the goal asks for it; empty where it goes.
std::string reason_to_keep(const HistoryRow& row, const ChangeSet* change_set,
                           const Changelog& changelog, const RollbackRules& rules) {
  if (change_set == nullptr) {
    const auto& others = changelog.for_other_databases;
    const bool is_of_another = std::any_of(
        others.begin(), others.end(), [&](const ChangeSetId& id) { return is_same(id, row.id); });
    return is_of_another ? "its changeset is for other databases (dbms)"
                         : "its changeset is not in the changelog";
  }
  const auto filters = filters_against(*change_set, changelog.properties.selection());
  if (!filters.empty()) return filter_reason(filters);
  if (rules.keep_reran && row.type == ExecType::reran) return "it ran before and only ran again";
  return "";
}

Problem unknown_place(const HistoryRow& row, const ChangeSet& change_set) {
  return {change_set.where,
          std::string("the history does not tell when the changeset ran, so nobody knows whether "
                      "it is to be undone, and before which others: its row has no ") +
              (row.executed_at.empty() ? "DATEEXECUTED, and its ORDEREXECUTED says too little"
                                       : "ORDEREXECUTED among others of the same moment") +
              "; correct the row, or undo changesets by name with rollback-one-changeset",
          change_set.id.to_text()};
}

}  // namespace

void RollbackPlan::require_possible() const {
  if (!refusals.empty()) throw RollbackRefused(refusals);
}

RollbackPlan find_rollback(const RollbackGoal& goal, const Changelog& changelog,
                           const History& history, const Target& target,
                           const RollbackRules& rules) {
  const auto wanted = rows_to_undo(goal, history);
  const auto known = index(changelog);
  const auto* const counted = std::get_if<RollbackCount>(&goal);
  std::set<const ChangeSet*> undone;
  RollbackPlan plan;
  for (auto row = history.rows().rbegin(); row != history.rows().rend(); ++row) {
    if (counted != nullptr && static_cast<int>(plan.undos.size()) >= counted->count) break;
    if (!wanted.contains(&*row)) continue;
    const auto found = known.find(row->id);
    const ChangeSet* const change_set = found == known.end() ? nullptr : found->second;
    if (std::string why = reason_to_keep(*row, change_set, changelog, rules); !why.empty()) {
      plan.kept.push_back({&*row, std::move(why)});
      continue;
    }
    if (!undone.insert(change_set).second) continue;  // the history has it twice
    const bool was_marked = row->type == ExecType::mark_ran && !rules.undo_marked;
    plan.undos.push_back({change_set, &*row, {}, was_marked});
  }
  plan_all(plan, changelog, target);
  for (const HistoryRow* const row : rows_in_doubt(goal, history)) {
    const auto found = known.find(row->id);
    const ChangeSet* const change_set = found == known.end() ? nullptr : found->second;
    if (reason_to_keep(*row, change_set, changelog, rules).empty())
      plan.refusals.push_back(unknown_place(*row, *change_set));
  }
  return plan;
}

RollbackPlan plan_rollback(const RollbackGoal& goal, const Changelog& changelog,
                           const History& history, const Target& target) {
  RollbackPlan plan = find_rollback(goal, changelog, history, target);
  plan.require_possible();
  return plan;
}

// What an update would run, and in its reverse order. A changeset that would run again has a row
// already, and its way back is a rollback's and not a future one's.
RollbackPlan plan_future_rollback(const FutureLimit& limit, const Changelog& changelog,
                                  const History& history, const HistoryStore& store,
                                  const Target& target) {
  UpdateLimit update;
  update.count = limit.count;
  update.tag = limit.tag;
  const UpdatePlan pending = plan_update(changelog, history, store, target.hashing(), update);
  if (!pending.found_tag)
    throw Error("No tag matching '" + *limit.tag +
                "' found in the changelog; a tagDatabase change sets one");
  RollbackPlan plan;
  for (const PlannedChangeSet& planned : pending.change_sets) {
    if (planned.runs() && planned.ran == nullptr)
      plan.undos.push_back({planned.change_set, nullptr, {}});
  }
  std::reverse(plan.undos.begin(), plan.undos.end());
  plan_all(plan, changelog, target);
  plan.require_possible();
  return plan;
}

}  // namespace ebbtide
