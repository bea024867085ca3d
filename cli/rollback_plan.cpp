#include "cli/rollback_plan.h"

#include <nlohmann/json.hpp>

#include "text/ascii.h"

namespace ebbtide {
namespace {

using Json = nlohmann::ordered_json;

/// How a changeset is undone, in one word.
std::string_view manner_of(const PlannedUndo& planned) {
  if (planned.was_marked) return "marked";
  if (!planned.undo.refusals.empty()) return "impossible";
  return planned.undo.is_automatic ? "automatic" : "explicit";
}

std::string one_line(const std::string& sql) {
  constexpr std::size_t most = 300;
  const std::string line = replace_all(replace_all(trim(sql), "\r", ""), "\n", " ");
  return line.size() <= most ? line : line.substr(0, most) + "…";
}

std::string described(const DataLoss& loss) {
  if (!loss.rows) return loss.what;
  const std::string rows = count_of(static_cast<std::size_t>(*loss.rows), "row");
  return loss.what + " with " + (loss.at_least ? "more than " : "") + rows +
         (loss.may_change ? " as of now; the rollback changes rows there before" : "");
}

void add_statement(const StatementImpact& statement, std::vector<std::string>& lines) {
  lines.push_back("    " + one_line(statement.sql));
  for (const DataLoss& loss : statement.losses) lines.push_back("      loses " + described(loss));
  for (const PropertyLoss& loss : statement.property_losses)
    lines.push_back("      loses " + loss.to_text());
  std::vector<std::string> locks;
  for (const SqlLock& lock : statement.locks) locks.push_back(lock.mode + " on " + lock.object);
  if (!locks.empty()) lines.push_back("      locks " + join(locks, ", "));
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
  return {
      {"sql", statement.sql}, {"losses", losses}, {"propertyLosses", properties}, {"locks", locks}};
}

Json json_of(const std::vector<Problem>& problems) {
  Json list = Json::array();
  for (const Problem& problem : problems) {
    list.push_back({{"file", problem.where.file},
                    {"line", problem.where.line},
                    {"column", problem.where.column},
                    {"changeset", problem.change_set},
                    {"message", problem.message}});
  }
  return list;
}

}  // namespace

std::vector<std::string> lines_of(const RollbackProspect& prospect) {
  std::vector<std::string> lines{
      "Rollback plan: " + count_of(prospect.plan.undos.size(), "changeset") +
      (prospect.plan.undos.size() > 1 ? ", newest first" : "") +
      (prospect.plan.undos.size() > 1 && prospect.is_one_transaction ? ", in one transaction"
                                                                     : "")};
  if (prospect.plan.undos.size() > 1 && !prospect.against_one_transaction.empty()) {
    const Problem& first = prospect.against_one_transaction.front();
    lines.push_back("  " + (first.change_set.empty() ? "" : first.change_set + ": ") +
                    first.message);
  }
  for (std::size_t i = 0; i < prospect.plan.undos.size(); ++i) {
    const PlannedUndo& planned = prospect.plan.undos[i];
    const ChangeSetImpact& undo = prospect.impact.change_sets.at(i);
    lines.push_back("  " + planned.change_set->id.to_text() + " (" +
                    std::string(manner_of(planned)) + ")");
    for (const std::string& note : undo.notes) lines.push_back("    " + note);
    for (const StatementImpact& statement : undo.statements) add_statement(statement, lines);
  }
  for (const KeptRow& kept : prospect.plan.kept)
    lines.push_back("  stays: " + kept.row->id.to_text() + ", since " + kept.reason);
  return lines;
}

std::string totals_line(const RollbackProspect& prospect) {
  const LossTotals totals = totals_of(prospect.impact);
  std::vector<std::string> lost;
  const auto add = [&](std::int64_t number, std::string_view what) {
    if (number > 0) lost.push_back(count_of(static_cast<std::size_t>(number), what));
  };
  add(totals.tables, "table");
  add(totals.columns, "column");
  add(totals.rows, "row");
  add(totals.values, "value");
  add(totals.properties, "attribute");
  return "In all " + count_of(prospect.plan.undos.size(), "changeset") + ", " +
         count_of(static_cast<std::size_t>(totals.statements), "statement") + "; lost are " +
         (lost.empty() ? "no rows and nothing of a table" : join(lost, ", ")) +
         (totals.at_least ? ", and rows that were not counted" : "");
}

nlohmann::ordered_json json_of(const RollbackProspect& prospect, const std::string& database) {
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

}  // namespace ebbtide
