// What a catalog tells, as what was there before everything.
#include "lint/state.h"
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

}  // namespace

void State::add(const schema::Schema& schema) {
  for (const schema::Namespace& one : schema.schemas) schemas_[lower(one.name)] = {};
  for (const schema::Type& one : schema.types) types_[key(one.name)] = {};
  for (const schema::Routine& one : schema.routines) routines_[key(one.name)] = {};
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
    views_[key(one.name)] = {one.name, one.is_materialized, one.uses, one.columns, {}};
}

}  // namespace ebbtide::lint
