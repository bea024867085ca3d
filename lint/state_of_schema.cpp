// What a catalog tells, as what was there before everything.
#include "lint/state.h"

#include <algorithm>
#include <utility>

#include "text/ascii.h"

namespace ebbtide::lint {

namespace {

/// The columns that a view reads, where the server knows them; else all names of its text. What it
/// calls its own columns is none of them.
std::vector<std::string> names_in(const schema::View& view, const sql::Syntax& syntax) {
  std::vector<std::string> names;
  for (const schema::ColumnName& one : view.reads) names.push_back(one.column);
  return names.empty() ? sql::Clause(view.query, syntax).all_names() : names;
}

}  // namespace

void State::note_routine(const sql::Name& name, std::string_view statement,
                         const sql::Syntax& syntax, const Made& made) {
  const std::string known = key(name);
  const auto calls = calls_of_routine(statement, syntax);
  if (!calls || !are_harmless(*calls)) harmful_routines_.insert(known);
  if (harmful_routines_.contains(known)) {
    routines_.erase(known);
  } else {
    routines_[known] = made;
  }
}

bool State::are_harmless(const std::vector<sql::Name>& routines) const {
  return std::all_of(routines.begin(), routines.end(),
                     [&](const sql::Name& one) { return routine(one) != nullptr; });
}

/// What is called comes before who calls it. Those that are left over call each other, or what is
/// not there.
void State::note_routines(const std::vector<schema::Routine>& routines, const sql::Syntax& syntax) {
  const auto note = [&](const schema::Routine* one) {
    note_routine(one->name, one->definition, syntax, {});
  };
  std::vector<const schema::Routine*> waiting;
  for (const schema::Routine& one : routines) waiting.push_back(&one);
  while (!waiting.empty()) {
    const auto ready =
        std::stable_partition(waiting.begin(), waiting.end(), [&](const schema::Routine* one) {
          const auto calls = calls_of_routine(one->definition, syntax);
          return calls && !are_harmless(*calls);
        });
    if (ready == waiting.end()) break;
    std::for_each(ready, waiting.end(), note);
    waiting.erase(ready, waiting.end());
  }
  std::for_each(waiting.begin(), waiting.end(), note);
}

void State::begin_with(schema::Schema schema, const sql::Syntax& syntax) {
  for (schema::Table& one : schema.tables) {
    one.made_by = number({});
    tables_[one.made_by] = {.is_partitioned = one.partitioned_by.has_value(),
                            .is_partition = one.bound.has_value()};
  }
  for (schema::View& one : schema.views) {
    one.made_by = number({});
    views_[one.made_by] = {one.uses, names_in(one, syntax)};
  }
  structure_ = schema::State(std::move(schema), structure_.rules());
  note_routines(structure_.schema().routines, syntax);
}

}  // namespace ebbtide::lint
