#include "rollback/goal.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/error.h"
#include "text/iso_date.h"

namespace ebbtide {
namespace {

bool has_tag(const HistoryRow& row, const std::string& tag) {
  return row.tag && equals_ignoring_case(*row.tag, tag);
}

/// As Liquibase does: a changeset that does nothing but set the tag is undone with what follows it.
bool only_tags(const HistoryRow& row) { return trim(row.description.or_empty()) == "tagDatabase"; }

std::set<const HistoryRow*> rows_after_tag(const RollbackToTag& goal,
                                           const std::vector<HistoryRow>& rows) {
  const auto tagged = [&](const HistoryRow& row) { return has_tag(row, goal.tag); };
  auto found = std::find_if(rows.begin(), rows.end(), tagged);
  if (found == rows.end())
    throw Error("Could not find tag '" + goal.tag +
                "' in the database; 'history' shows the tags there are");
  if (goal.newest) found = std::find_if(rows.rbegin(), rows.rend(), tagged).base() - 1;
  std::set<const HistoryRow*> undone;
  for (auto row = only_tags(*found) ? found : found + 1; row != rows.end(); ++row) {
    const bool stays = !goal.newest && !goal.undoes_equal_tags && tagged(*row) && !only_tags(*row);
    if (!stays) undone.insert(&*row);
  }
  return undone;
}

std::set<const HistoryRow*> rows_of(const RollbackChosen& goal, const History& history) {
  std::set<const HistoryRow*> rows;
  for (const ChangeSetId& id : goal.ids) {
    const HistoryRow* const row = history.find(id);
    if (row == nullptr)
      throw Error("the changeset " + id.to_text() +
                  " is not in the history, so there is nothing of it to undo");
    rows.insert(row);
  }
  return rows;
}

std::set<const HistoryRow*> rows_of(const RollbackDeployment& goal,
                                    const std::vector<HistoryRow>& rows) {
  const std::string wanted =
      !goal.id.empty() || rows.empty() ? goal.id : rows.back().deployment.value_or("");
  std::set<const HistoryRow*> found;
  for (const HistoryRow& row : rows) {
    if (row.deployment == wanted) found.insert(&row);
  }
  if (found.empty())
    throw Error("the history has no deployment '" + wanted + "'; 'history' shows those there are");
  return found;
}

/// Moments compare as text once both are written alike.
std::string comparable(std::string_view moment) { return replace_all(moment, "T", " "); }

}  // namespace

RollbackToDate parse_rollback_date(std::string_view text) {
  const auto date = canonical_date(trim(text));
  if (!date) {
    throw UsageError("Unknown date format to parse: " + std::string(text) +
                     ".; write 2026-11-22, 2026-11-22 07:29:45 or 2026-11-22T07:29:45");
  }
  if (!contains(*date, "-")) return {"1970-01-01 " + *date};
  return {contains(*date, ":") ? comparable(*date) : *date + " 00:00:00"};
}

std::set<const HistoryRow*> rows_to_undo(const RollbackGoal& goal, const History& history) {
  if (const auto* const to_tag = std::get_if<RollbackToTag>(&goal))
    return rows_after_tag(*to_tag, history.rows());
  if (const auto* const some = std::get_if<RollbackChosen>(&goal)) return rows_of(*some, history);
  if (const auto* const run = std::get_if<RollbackDeployment>(&goal))
    return rows_of(*run, history.rows());
  std::set<const HistoryRow*> undone;
  const auto* const to_date = std::get_if<RollbackToDate>(&goal);
  for (const HistoryRow& row : history.rows()) {
    if (to_date == nullptr || comparable(row.executed_at) > to_date->moment) undone.insert(&row);
  }
  return undone;
}

}  // namespace ebbtide
