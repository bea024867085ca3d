#include "executor/row_needs.h"

#include <algorithm>

#include "database/connection.h"
#include "database/dialect.h"
#include "executor/forecast.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool states_not_null(std::string_view definition, const Dialect& dialect) {
  const auto stated = dialect.lost_properties(definition, "", false);
  return std::find(stated.begin(), stated.end(), "NOT NULL") != stated.end();
}

/// Whether the effect states a column anew and, other than before, with NOT NULL.
bool gains_not_null(const SqlEffect& effect, const StructureObject& column,
                    const Dialect& dialect) {
  return effect.action == SqlAction::alter_column && states_not_null(effect.definition, dialect) &&
         !states_not_null(column.definition, dialect);
}

/// `id > 1` of `WHERE id > 1`; empty for all rows, `?` where no text tells.
std::string condition_of(const std::string& where) {
  constexpr std::string_view word = "where ";
  return lower(where.substr(0, word.size())) == word ? where.substr(word.size()) : where;
}

}  // namespace

// A column that the run itself has added has NULL in every row, unless it has a default.
RowNeed RowNeeds::need_of(const SqlEffect& effect, const Forecast& forecast) const {
  const StructureObject* const table = forecast.live_table(effect);
  const auto* const column = forecast.structure().column(effect.object.name, effect.part);
  if (table == nullptr || column == nullptr || !gains_not_null(effect, *column, names_.dialect()))
    return {};
  const bool is_new = column->origin.empty();
  if (is_new && contains(lower(column->definition), "default")) return {};
  const Names names = names_.with(Quoting::quote_all_objects);
  RowNeed need;
  need.rows_sql = forecast.rows_from(effect, *table) + " WHERE " +
                  (is_new ? "TRUE" : names.quote(column->origin) + " IS NULL");
  if (const auto found = written_.find(lower(table->origin)); found != written_.end()) {
    const Written& written = found->second;
    if (written.is_emptied) return {};
    for (const std::string& condition : written.conditions)
      need.rows_sql += " AND NOT COALESCE((" + condition + "), FALSE)";
    need.is_sure =
        std::none_of(written.texts.begin(), written.texts.end(), [&](const std::string& text) {
          return contains(text, lower(column->name)) ||
                 (!is_new && contains(text, lower(column->origin)));
        });
  }
  need.problem.message = "column '" + effect.object.name + "." + effect.part +
                         "' is to be NOT NULL, and rows have NULL there; give them a value first";
  return need;
}

bool RowNeeds::has_changed_rows(const SqlEffect& effect, const Forecast& forecast) const {
  const StructureObject* const table = forecast.live_table(effect);
  const auto found = table == nullptr ? written_.end() : written_.find(lower(table->origin));
  return found != written_.end() && !found->second.texts.empty();
}

void RowNeeds::apply(const SqlEffect& effect, std::string_view sql, const Forecast& forecast) {
  const StructureObject* const table = forecast.live_table(effect);
  if (table == nullptr) return;
  Written& written = written_[lower(table->origin)];
  switch (effect.action) {
    case SqlAction::truncate:
      written.is_emptied = true;
      return;
    case SqlAction::delete_rows:
      if (effect.where == "?") {
        written.texts.push_back(lower(sql));
      } else if (const std::string condition = condition_of(effect.where); condition.empty()) {
        written.is_emptied = true;
      } else {
        written.conditions.push_back(condition);
      }
      return;
    case SqlAction::insert_rows:
    case SqlAction::update_rows:
      written.texts.push_back(lower(sql));
      return;
    default:
      return;
  }
}

namespace {

/// Whether there is a row; nothing where the question cannot be asked.
std::optional<bool> has_row(const std::string& rows_sql, Connection& connection) {
  try {
    return !connection.query({"SELECT 1 " + rows_sql + " LIMIT 1"}).rows.empty();
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    return std::nullopt;
  }
}

}  // namespace

void judge_rows(const std::vector<RowNeed>& needs, Connection& connection,
                std::vector<Problem>& obstacles, std::vector<Problem>& doubts) {
  for (const RowNeed& need : needs) {
    const std::optional<bool> is_there = has_row(need.rows_sql, connection);
    if (is_there == false) continue;
    (is_there && need.is_sure ? obstacles : doubts).push_back(need.problem);
  }
}

}  // namespace ebbtide
