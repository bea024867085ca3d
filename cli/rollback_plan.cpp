// A plan as text. What each statement costs stands under it:
//
//   Rollback plan: 2 changesets, newest first, in one transaction
//     p.xml::6::ann (automatic)
//       DROP VIEW public.v6
//         locks ACCESS EXCLUSIVE on public.v6
//         cost instant
//     p.xml::5::ann (automatic)
//       ALTER TABLE public.orders DROP COLUMN amount
//         loses column public.orders.amount with 2 rows
//         locks ACCESS EXCLUSIVE on public.orders
//         cost instant
//     stays: p.xml::4::ann, since its context is not among those asked for
//   In all 2 changesets, 2 statements; lost are 1 column, 2 values
//
// The 2 rows that lose a column are those that have a value there. A number that nobody could count
// is left out of the line and told in the last one.
#include "cli/rollback_plan.h"

#include "text/ascii.h"

namespace ebbtide {
namespace {

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

std::string described(const StatementCost& cost) {
  const std::string size = to_text(cost.size);
  std::string word(to_text(cost.cost));
  if (cost.cost == Cost::instant) return word;
  return word + " of " + cost.table.to_text() + (size.empty() ? "" : ", which has " + size);
}

void add_statement(const StatementImpact& statement, std::vector<std::string>& lines) {
  lines.push_back("    " + one_line(statement.sql));
  for (const DataLoss& loss : statement.losses) lines.push_back("      loses " + described(loss));
  for (const PropertyLoss& loss : statement.property_losses)
    lines.push_back("      loses " + loss.to_text());
  std::vector<std::string> locks;
  for (const SqlLock& lock : statement.locks) locks.push_back(lock.mode + " on " + lock.object);
  if (!locks.empty()) lines.push_back("      locks " + join(locks, ", "));
  if (statement.cost) lines.push_back("      cost " + described(*statement.cost));
}

}  // namespace

std::string_view manner_of(const PlannedUndo& planned) {
  if (planned.was_marked) return "marked";
  if (!planned.undo.refusals.empty()) return "impossible";
  return planned.undo.is_automatic ? "automatic" : "explicit";
}

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

}  // namespace ebbtide
