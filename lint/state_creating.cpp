// What statements add to the linter's memory. A key that a statement does not name has the name
// that the database gives it, by which a later statement may drop it: `orders_customer_id_fkey`.
#include <algorithm>

#include "lint/state.h"
#include "lint/subject.h"
#include "text/ascii.h"

namespace ebbtide::lint {

using sql::Thing;

namespace {

Made made_at(const Made& made, const sql::Effect& part) {
  Made own = made;
  own.at = part.at;
  own.part = part.part.empty() && !part.columns.empty() ? part.columns.front() : part.part;
  return own;
}

}  // namespace

void State::create(const sql::Effect& effect, std::string_view clause, const sql::Syntax& syntax,
                   const Made& made) {
  switch (effect.thing) {
    case Thing::table:
      return create_table(effect, clause, syntax, made);
    case Thing::view:
    case Thing::materialized_view:
      if (views_.contains(key(effect.object)) && !effect.replaces) return;
      views_[key(effect.object)] = {effect.object, effect.thing == Thing::materialized_view,
                                    effect.reads, effect.mentioned, made};
      return;
    case Thing::schema:
      schemas_.emplace(lower(effect.object.name), made);
      return;
    case Thing::type:
    case Thing::domain:
      types_[key(effect.object)] = made;
      return;
    default:
      if (TableState* const table = find(effect.object))
        create_part(*table, effect, made_at(made, effect));
  }
}

void State::create_table(const sql::Effect& effect, std::string_view clause,
                         const sql::Syntax& syntax, const Made& made) {
  if (find(effect.object) != nullptr && !effect.replaces) return;
  TableState table{.name = effect.object, .made = made};
  const sql::Clause text(clause, syntax);
  table.is_temporary = effect.is_temporary;
  table.is_partitioned = text.has({"partition", "by"}) && effect.other.name.empty();
  table.is_partition = !effect.other.name.empty();
  table.is_whole = effect.states_all;
  table.is_made_of_rows = text.has({"as"}) && !effect.states_all;
  table.has_inherited_key = text.has_anywhere({"including", "all"}) ||
                            text.has_anywhere({"including", "indexes"}) || table.is_partition;
  for (const sql::Effect& part : effect.parts) create_part(table, part, made_at(made, part));
  // LIKE of the other databases takes the keys along.
  if (const auto like = text.names_behind({"like"}); !like.empty() && effect.parts.empty()) {
    if (const TableState* const model = find({"", like.front()})) {
      table.columns = model->columns;
      table.has_inherited_key = table.has_inherited_key || !syntax.dollar_quotes;
      if (table.has_inherited_key) table.indexes = model->indexes;
    }
  }
  tables_[key(effect.object)] = std::move(table);
}

/// The name of a key: the statement's, or the one that the database makes where that has none.
std::string State::name_for(const TableState& table, const sql::Effect& part) const {
  if (!part.part.empty() || rules_.own_name == nullptr) return part.part;
  const auto is_taken = [&](const std::string& name) {
    return table.index(name) != nullptr ||
           std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                       [&](const auto& one) { return same(one.it.name, name); });
  };
  UnnamedKey key{part.thing, table.name.name, part.columns};
  std::string name = rules_.own_name(key);
  while (!name.empty() && is_taken(name)) {
    ++key.taken;
    std::string next = rules_.own_name(key);
    if (next == name) break;  // as PRIMARY, which a second primary key would be called too
    name = std::move(next);
  }
  return name;
}

void State::create_part(TableState& table, const sql::Effect& part, const Made& made) {
  switch (part.thing) {
    case Thing::column:
      return create_column(table, part, made);
    case Thing::primary_key:
    case Thing::unique:
    case Thing::index:
      return create_index(table, part, made);
    case Thing::foreign_key: {
      schema::ForeignKey foreign;
      foreign.name = name_for(table, part);
      foreign.is_named = !part.part.empty();
      foreign.columns = part.columns;
      foreign.referenced = part.other;
      foreign.referenced_columns = part.other_columns;
      foreign.is_validated = !part.not_valid;
      table.foreign_keys.push_back({std::move(foreign), made});
      return;
    }
    case Thing::check:
      table.checks.push_back(
          {{.name = part.part, .is_validated = !part.not_valid, .definition = part.condition},
           made});
      return;
    case Thing::trigger:
      table.triggers.push_back({part.part, made});
      return;
    default:
      return;
  }
}

void State::create_column(TableState& table, const sql::Effect& part, const Made& made) {
  if (table.column(part.part) != nullptr) return;
  schema::Column column;
  column.name = part.part;
  if (part.shape) {
    column.type = part.shape->type;
    column.nullable = part.shape->nullable.value_or(true);
    if (!part.shape->by_default.empty()) column.by_default = part.shape->by_default;
    if (part.shape->is_generated) column.generated = part.shape->definition;
    column.is_stored = !part.shape->is_virtual;
    if (part.shape->is_identity) column.numbering.ensure();
    column.definition = part.shape->definition;
  }
  table.columns.push_back({std::move(column), made});
}

void State::create_index(TableState& table, const sql::Effect& part, const Made& made) {
  const auto named = [&](const IndexState& one) {
    return !part.part.empty() && same(one.name, part.part);
  };
  const sql::IndexShape shape = part.index.value_or(sql::IndexShape{});
  IndexState index{.kind = part.thing};
  if (!shape.using_index.empty()) {
    // The index becomes the constraint's.
    for (IndexState& one : table.indexes) {
      if (!same(one.name, shape.using_index)) continue;
      one.kind = part.thing;
      if (!part.part.empty()) one.name = part.part;
      if (part.thing == Thing::primary_key) {
        for (auto& column : table.columns)
          if (has(one.columns, column.it.name)) column.it.nullable = false;
      }
      return;
    }
  } else if (std::any_of(table.indexes.begin(), table.indexes.end(), named)) {
    return;
  }
  index.name = name_for(table, part);
  index.is_unique = shape.is_unique || part.thing != Thing::index;
  index.method = shape.method;
  index.parts = shape.parts.empty() ? part.columns : shape.parts;
  index.columns = part.columns;
  if (index.columns.empty()) index.columns.resize(index.parts.size());
  index.included = shape.included;
  index.predicate = shape.predicate;
  index.made = made;
  if (part.thing == Thing::primary_key) {
    for (auto& column : table.columns)
      if (has(index.columns, column.it.name)) column.it.nullable = false;
  }
  table.indexes.push_back(std::move(index));
}

}  // namespace ebbtide::lint
