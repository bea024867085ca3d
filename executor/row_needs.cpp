// A column that is to take no NULL any more fails where rows have one, on MySQL and MariaDB in the
// middle of a run. Whether they do is a question to the database of now, about rows that the run
// may have changed by then. So what the run does to the rows of a table is followed along:
//
//   DELETE FROM a WHERE x < 3        rows of now that it takes are no problem any more
//   DELETE FROM a · TRUNCATE a       no rows, no problem
//   INSERT, UPDATE of a              their text is kept: if it names the column, nobody can say
//   MODIFY x INT NOT NULL            needs that no row of now has NULL in x, but for those deleted
//
//   SELECT 1 FROM a WHERE x IS NULL AND NOT COALESCE((x < 3), FALSE) LIMIT 1
//
// COALESCE, because a condition that is NULL deletes nothing. A need is sure as long as nothing
// that names the column has changed rows; else what the database answers is a warning. Only a
// column that gains NOT NULL is asked about: one that has it can have no NULL.
//
// Tables and columns are asked for under the names that they have now; a column that the run itself
// has added has NULL in every row there is, unless it has a default.
#include "executor/row_needs.h"

#include <algorithm>

#include "database/connection.h"
#include "database/dialect.h"
#include "schema/forecast.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Whether the effect states a column anew and, other than before, with NOT NULL.
bool gains_not_null(const sql::Effect& effect, const schema::Column& column) {
  return effect.is(sql::Verb::alter, sql::Thing::column) && effect.shape &&
         effect.shape->nullable == false && column.nullable;
}

/// `id > 1` of `WHERE id > 1`; empty for all rows, `?` where no text tells.
std::string condition_of(const std::string& where) {
  constexpr std::string_view word = "where ";
  return lower(where.substr(0, word.size())) == word ? where.substr(word.size()) : where;
}

}  // namespace

std::string rows_from(const sql::Name& table, const Names& names) {
  const Names quoting = names.with(Quoting::quote_all_objects);
  const std::string place = table.place.empty() ? "" : quoting.quote(table.place) + ".";
  return "FROM " + place + quoting.quote(table.name);
}

// A column that the run itself has added has NULL in every row, unless it has a default.
RowNeed RowNeeds::need_of(const sql::Effect& effect, const Forecast& forecast) const {
  const auto table = forecast.live_table(effect);
  const schema::Column* const column = forecast.column(effect);
  if (!table || column == nullptr || !gains_not_null(effect, *column)) return {};
  const auto origin = forecast.state().origin(effect.object, effect.part);
  if (!origin && column->by_default) return {};
  const Names names = names_.with(Quoting::quote_all_objects);
  RowNeed need;
  need.rows_sql =
      rows_from(*table, names) + " WHERE " + (origin ? names.quote(*origin) + " IS NULL" : "TRUE");
  if (const auto found = written_.find(lower(table->name)); found != written_.end()) {
    const Written& written = found->second;
    if (written.is_emptied) return {};
    for (const std::string& condition : written.conditions)
      need.rows_sql += " AND NOT COALESCE((" + condition + "), FALSE)";
    need.is_sure = std::none_of(written.texts.begin(), written.texts.end(),
                                [&](const std::set<std::string>& names_there) {
                                  return names_there.contains(lower(column->name)) ||
                                         (origin && names_there.contains(lower(*origin)));
                                });
  }
  need.problem.message = "column '" + effect.object.name + "." + effect.part +
                         "' is to be NOT NULL, and rows have NULL there; give them a value first";
  return need;
}

bool RowNeeds::has_changed_rows(const sql::Effect& effect, const Forecast& forecast) const {
  const auto table = forecast.live_table(effect);
  const auto found = table ? written_.find(lower(table->name)) : written_.end();
  return found != written_.end() && !found->second.texts.empty();
}

void RowNeeds::apply(const sql::Effect& effect, std::string_view sql, const Forecast& forecast) {
  const auto table = forecast.live_table(effect);
  if (!table) return;
  if (effect.thing != sql::Thing::rows) return;
  Written& written = written_[lower(table->name)];
  switch (effect.verb) {
    case sql::Verb::truncate:
      written.is_emptied = true;
      return;
    case sql::Verb::remove:
      if (effect.condition == "?") {
        written.texts.push_back(sql::names_within(sql, names_.facts().syntax));
      } else if (const std::string condition = condition_of(effect.condition); condition.empty()) {
        written.is_emptied = true;
      } else {
        written.conditions.push_back(condition);
      }
      return;
    case sql::Verb::insert:
    case sql::Verb::update:
      written.texts.push_back(sql::names_within(sql, names_.facts().syntax));
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
