// What a catalog tells, as what was there before everything.
#include "lint/state.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide::lint {

using sql::Thing;

namespace {

IndexState index_of(Thing kind, const schema::Key& constraint) {
  IndexState index{.kind = kind, .name = constraint.name, .is_unique = true};
  index.columns = index.parts = constraint.columns;
  return index;
}

IndexState index_of(const schema::Index& read) {
  IndexState index{.name = read.name, .is_unique = read.is_unique, .method = read.method};
  for (const schema::IndexPart& part : read.parts) {
    index.columns.push_back(part.is_expression ? "" : part.text);
    index.parts.push_back(part.text + (part.is_descending ? " DESC" : "") +
                          (part.operator_class ? " " + *part.operator_class : ""));
  }
  index.included = read.included;
  index.predicate = read.predicate.value_or("");
  index.is_valid = read.is_valid;
  return index;
}

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

void State::add(const schema::Schema& schema, const sql::Syntax& syntax) {
  for (const schema::Namespace& one : schema.schemas) schemas_[lower(one.name)] = {};
  for (const schema::Type& one : schema.types) types_[key(one.name)] = {};
  note_routines(schema.routines, syntax);
  for (const schema::Table& read : schema.tables) {
    TableState& table = tables_[key(read.name)];
    table.name = read.name;
    table.is_partitioned = read.partitioned_by.has_value();
    table.is_partition = read.bound.has_value();
    for (const schema::Column& one : read.columns) table.columns.push_back({one, {}});
    if (read.primary_key) table.indexes.push_back(index_of(Thing::primary_key, *read.primary_key));
    for (const schema::Key& one : read.uniques)
      table.indexes.push_back(index_of(Thing::unique, one));
    for (const schema::Index& one : read.indexes) table.indexes.push_back(index_of(one));
    for (const schema::ForeignKey& one : read.foreign_keys) table.foreign_keys.push_back({one, {}});
    for (const schema::Check& one : read.checks) table.checks.push_back({one, {}});
  }
  for (const schema::Program& one : schema.programs) {
    if (one.kind != schema::Kind::trigger) continue;
    if (TableState* const table = find({one.name.place, one.table}))
      table->triggers.push_back({one.name.name, {}});
  }
  for (const schema::View& one : schema.views)
    views_[key(one.name)] = {one.name, one.is_materialized, one.uses, names_in(one, syntax), {}};
}

}  // namespace ebbtide::lint
