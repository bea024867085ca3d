// `rollback --plan --format=JSON`: everything that the plan's text says, and the problems and
// warnings with their places. What nobody counted is null. `possible` is what the exit code says.
#include "cli/json/reports.h"

#include <nlohmann/json.hpp>

#include "cli/rollback_plan.h"

namespace ebbtide {
namespace {

Json json_of(const StatementCost& cost) {
  return {{"class", to_text(cost.cost)},
          {"table", cost.table.to_text()},
          {"rows", cost.size.rows ? Json(*cost.size.rows) : Json()},
          {"bytes", cost.size.bytes ? Json(*cost.size.bytes) : Json()}};
}

Json json_of(const StatementImpact& statement) {
  Json locks = Json::array(), losses = Json::array(), properties = Json::array();
  for (const SqlLock& lock : statement.locks)
    locks.push_back({{"mode", lock.mode}, {"object", lock.object}});
  for (const DataLoss& loss : statement.losses) {
    losses.push_back({{"what", loss.what},
                      {"rows", loss.rows ? Json(*loss.rows) : Json()},
                      {"atLeast", loss.at_least},
                      {"mayChange", loss.may_change}});
  }
  for (const PropertyLoss& loss : statement.property_losses)
    properties.push_back({{"column", loss.column}, {"properties", loss.properties}});
  return {{"sql", statement.sql},
          {"losses", losses},
          {"propertyLosses", properties},
          {"locks", locks},
          {"cost", statement.cost ? json_of(*statement.cost) : Json()}};
}

}  // namespace

Json json_of(const RollbackProspect& prospect, const std::string& database) {
  Json change_sets = Json::array(), kept = Json::array();
  for (std::size_t i = 0; i < prospect.plan.undos.size(); ++i) {
    const PlannedUndo& planned = prospect.plan.undos[i];
    const ChangeSetImpact& undo = prospect.impact.change_sets.at(i);
    Json one = json_of(planned.change_set->id);
    one["manner"] = manner_of(planned);
    one["notes"] = undo.notes;
    one["statements"] = Json::array();
    for (const StatementImpact& statement : undo.statements)
      one["statements"].push_back(json_of(statement));
    change_sets.push_back(std::move(one));
  }
  for (const KeptRow& row : prospect.plan.kept) {
    Json one = json_of(row.row->id);
    one["reason"] = row.reason;
    kept.push_back(std::move(one));
  }
  const LossTotals totals = totals_of(prospect.impact);
  return {{"database", database},
          {"possible", prospect.problems.empty()},
          {"oneTransaction", prospect.is_one_transaction},
          {"againstOneTransaction", json_of(prospect.against_one_transaction)},
          {"changesets", change_sets},
          {"kept", kept},
          {"totals",
           {{"changesets", prospect.plan.undos.size()},
            {"statements", totals.statements},
            {"tables", totals.tables},
            {"columns", totals.columns},
            {"rows", totals.rows},
            {"values", totals.values},
            {"properties", totals.properties},
            {"atLeast", totals.at_least}}},
          {"problems", json_of(prospect.problems)},
          {"warnings", json_of(prospect.warnings)}};
}

void write_json(Console& console, const RollbackProspect& prospect, const std::string& database) {
  write_json(console, json_of(prospect, database));
}

}  // namespace ebbtide
