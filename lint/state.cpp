// The linter's memory, statement by statement. It takes what effects tell and invents nothing: a
// table that nobody has made is not there, and one whose columns stand elsewhere (LIKE, AS SELECT)
// is not whole. Whatever is made has a mark: by which changeset, in which deployment; renames take
// the mark along, so that a new table is new under every name.
//
// schema/state.h follows statements too, for a forecast. It has no marks. Here each column, key,
// index and check has one of its own, since most rules ask first whether what they look at is new.
//
//   CREATE TABLE              part by part (state_creating.cpp). One that is there stays, but for
//                             OR REPLACE
//   CREATE TABLE … LIKE t     t's columns; its keys and indexes too where the database copies them
//   PRIMARY KEY               its columns are NOT NULL from then on
//   … USING INDEX i           i becomes the key, takes its name, and keeps its own mark
//   DROP TABLE                the foreign keys that point to it stay, but for CASCADE
//   DROP COLUMN               the indexes and foreign keys that have the column go as a whole, as
//                             on PostgreSQL; those that point to it go with CASCADE
//   RENAME TABLE              keys of other tables point to the new name; what had it before is
//                             gone
//   MODIFY, CHANGE            the column is stated anew: what the text leaves out is gone
//   TRUNCATE, DELETE of all   the table counts as empty until the changeset ends
//   rebuild                   the copy has taken the table's name: it, and the columns and foreign
//                             keys that were there before, keep the old marks, as the rows are old
//
// An effect that is part of another one is passed over, or it would be made twice. A name without a
// place is one of the default schema, so that `orders` and `public.orders` are one table. Whether
// the case of letters tells tables apart is for the database; of parts it never does.
#include "lint/state.h"

#include <algorithm>

#include "lint/subject.h"
#include "sql/clause.h"
#include "text/ascii.h"

namespace ebbtide::lint {

using sql::Thing;
using sql::Verb;

Position Made::where() const {
  return statement == nullptr ? Position{} : statement->place(at, part);
}

const Of<schema::Column>* TableState::column(std::string_view column) const {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& one) {
    return equals_ignoring_case(one.it.name, column);
  });
  return found == columns.end() ? nullptr : &*found;
}

const IndexState* TableState::primary_key() const {
  const auto found = std::find_if(indexes.begin(), indexes.end(), [](const IndexState& one) {
    return one.kind == Thing::primary_key;
  });
  return found == indexes.end() ? nullptr : &*found;
}

const IndexState* TableState::index(std::string_view index) const {
  const auto found = std::find_if(indexes.begin(), indexes.end(), [&](const IndexState& one) {
    return equals_ignoring_case(one.name, index);
  });
  return found == indexes.end() ? nullptr : &*found;
}

bool State::is_own_place(std::string_view place) const {
  return place.empty() || has(rules_.own_places, place);
}

std::string State::key(const sql::Name& name) const {
  std::string key = is_own_place(name.place) ? name.name : name.place + "." + name.name;
  return rules_.in_any_case ? lower(key) : key;
}

bool State::same(std::string_view a, std::string_view b) const {
  return equals_ignoring_case(a, b);
}

bool State::has(const std::vector<std::string>& names, std::string_view name) const {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return same(one, name); });
}

const TableState* State::table(const sql::Name& name) const {
  const auto found = tables_.find(key(name));
  return found == tables_.end() ? nullptr : &found->second;
}

TableState* State::find(const sql::Name& name) {
  const auto found = tables_.find(key(name));
  return found == tables_.end() ? nullptr : &found->second;
}

const ViewState* State::view(const sql::Name& name) const {
  const auto found = views_.find(key(name));
  return found == views_.end() ? nullptr : &found->second;
}

namespace {

template <class Map>
auto* found_in(Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

const Made* State::schema(std::string_view name) const {
  return found_in(schemas_, lower(std::string(name)));
}
const Made* State::type(const sql::Name& name) const { return found_in(types_, key(name)); }
const Made* State::routine(const sql::Name& name) const { return found_in(routines_, key(name)); }

const TableState* State::table_of_index(const sql::Name& index) const {
  for (const auto& [name, table] : tables_) {
    if (!index.place.empty() && key({index.place, table.name.name}) != name) continue;
    if (table.index(index.name) != nullptr) return &table;
  }
  return nullptr;
}

std::vector<const TableState*> State::children_of(const sql::Name& name) const {
  std::vector<const TableState*> found;
  for (const auto& [key_of_child, child] : tables_) {
    const bool points = std::any_of(child.foreign_keys.begin(), child.foreign_keys.end(),
                                    [&](const auto& one) { return same(one.it.referenced, name); });
    if (points) found.push_back(&child);
  }
  return found;
}

void State::apply(const sql::Effect& effect, std::string_view clause, const sql::Syntax& syntax,
                  const Made& made) {
  if (effect.is_part) return;
  switch (effect.verb) {
    case Verb::create:
      return create(effect, clause, syntax, made);
    case Verb::drop:
      return drop(effect);
    case Verb::rename:
      return rename(effect);
    case Verb::move:
      if (effect.is(Verb::move, Thing::table))
        rename_table(effect.object, {effect.other.place, effect.object.name});
      return;
    case Verb::validate:
      if (TableState* const table = find(effect.object)) {
        for (auto& one : table->checks)
          if (same(one.it.name, effect.part)) one.it.is_validated = true;
      }
      return;
    case Verb::remove:
    case Verb::truncate:
      if (TableState* const table = find(effect.object);
          table != nullptr && effect.thing == Thing::rows && effect.condition.empty())
        table->is_emptied = true;
      return;
    case Verb::set:
      return note_place(effect, sql::Clause(clause, syntax));
    default:
      if (effect.thing == Thing::column) change_column(effect);
  }
}

/// After SET search_path TO x, SET SCHEMA 'x' and USE x a name without a place is one of x.
void State::note_place(const sql::Effect& effect, const sql::Clause& text) {
  std::string place;
  if (effect.object.name == "database") {
    place = text.value_behind({"use"});
  } else if (effect.object.name == "schema") {
    place = text.value_behind({"schema"});
  } else if (effect.object.name == "search_path") {
    place = text.value_behind({"search_path", "to"});
    if (place.empty()) place = text.value_behind({"search_path"});
  } else {
    return;
  }
  const bool is_usual = place == "$user" || equals_ignoring_case(place, "default");
  has_moved_place_ = !is_usual && !is_own_place(place);
}

void State::drop(const sql::Effect& effect) {
  switch (effect.thing) {
    case Thing::table:
      tables_.erase(key(effect.object));
      if (!effect.cascade) return;
      for (auto& [name, table] : tables_)
        std::erase_if(table.foreign_keys,
                      [&](const auto& one) { return same(one.it.referenced, effect.object); });
      return;
    case Thing::view:
    case Thing::materialized_view:
      views_.erase(key(effect.object));
      return;
    case Thing::schema: {
      schemas_.erase(lower(effect.object.name));
      const std::string place = effect.object.name;
      std::erase_if(tables_, [&](const auto& one) { return same(one.second.name.place, place); });
      return;
    }
    case Thing::type:
    case Thing::domain:
      types_.erase(key(effect.object));
      return;
    case Thing::function:
    case Thing::procedure:
      routines_.erase(key(effect.object));
      harmful_routines_.erase(key(effect.object));
      return;
    default:
      return drop_part(effect);
  }
}

void State::drop_part(const sql::Effect& effect) {
  TableState* table = find(effect.object);
  std::string part = effect.part;
  if (effect.thing == Thing::index && part.empty()) {
    part = effect.object.name;
    const TableState* const owner = table_of_index(effect.object);
    table = owner == nullptr ? nullptr : find(owner->name);
  }
  if (effect.thing == Thing::trigger) {
    for (auto& [name, one] : tables_) {
      if (part.empty() || &one == table)
        std::erase_if(one.triggers, [&](const auto& trigger) {
          return same(trigger.it, part.empty() ? effect.object.name : part);
        });
    }
    return;
  }
  if (table == nullptr) return;
  if (effect.thing == Thing::column) return drop_column(*table, part, effect.cascade);
  if (effect.thing == Thing::primary_key) {
    std::erase_if(table->indexes,
                  [](const IndexState& one) { return one.kind == Thing::primary_key; });
    return;
  }
  if (effect.thing != Thing::index && !sql::is_constraint(effect.thing)) return;
  std::erase_if(table->indexes, [&](const IndexState& one) {
    const bool fits =
        effect.thing == Thing::index || one.kind != Thing::index || effect.thing == Thing::unique;
    return fits && same(one.name, part);
  });
  if (effect.thing == Thing::index) return;
  std::erase_if(table->foreign_keys, [&](const auto& one) { return same(one.it.name, part); });
  std::erase_if(table->checks, [&](const auto& one) { return same(one.it.name, part); });
}

void State::drop_column(TableState& table, std::string_view column, bool cascade) {
  std::erase_if(table.columns, [&](const auto& one) { return same(one.it.name, column); });
  std::erase_if(table.indexes, [&](const IndexState& one) { return has(one.columns, column); });
  std::erase_if(table.foreign_keys, [&](const auto& one) { return has(one.it.columns, column); });
  if (!cascade) return;
  for (auto& [name, other] : tables_) {
    std::erase_if(other.foreign_keys, [&](const auto& one) {
      return same(one.it.referenced, table.name) && has(one.it.referenced_columns, column);
    });
  }
}

void State::rename(const sql::Effect& effect) {
  if (effect.thing == Thing::table) {
    const sql::Name to{effect.other.place.empty() ? effect.object.place : effect.other.place,
                       effect.other.name};
    if (auto view = views_.extract(key(effect.object)); !view.empty()) {
      view.key() = key(to);
      view.mapped().name = to;
      views_.insert(std::move(view));
      return;
    }
    return rename_table(effect.object, to);
  }
  if (effect.thing == Thing::index && effect.object.name.empty()) {
    for (auto& [name, table] : tables_)
      for (IndexState& one : table.indexes)
        if (same(one.name, effect.part)) one.name = effect.other.name;
    return;
  }
  TableState* const table = find(effect.object);
  if (table == nullptr) return;
  if (effect.thing == Thing::column) return rename_column(*table, effect.part, effect.other.name);
  for (IndexState& one : table->indexes)
    if (same(one.name, effect.part)) one.name = effect.other.name;
  for (auto& one : table->foreign_keys)
    if (same(one.it.name, effect.part)) one.it.name = effect.other.name;
  for (auto& one : table->checks)
    if (same(one.it.name, effect.part)) one.it.name = effect.other.name;
}

void State::rename_table(const sql::Name& from, const sql::Name& to) {
  auto moved = tables_.extract(key(from));
  if (moved.empty()) return;
  moved.key() = key(to);
  moved.mapped().name = to;
  tables_.erase(key(to));
  tables_.insert(std::move(moved));
  for (auto& [name, table] : tables_)
    for (auto& one : table.foreign_keys)
      if (same(one.it.referenced, from)) one.it.referenced = to;
}

void State::rename_column(TableState& table, std::string_view from, const std::string& to) {
  const auto renamed = [&](std::vector<std::string>& names) {
    for (std::string& one : names)
      if (same(one, from)) one = to;
  };
  for (auto& one : table.columns)
    if (same(one.it.name, from)) one.it.name = to;
  for (IndexState& one : table.indexes) {
    renamed(one.columns);
    renamed(one.parts);
  }
  for (auto& one : table.foreign_keys) renamed(one.it.columns);
  for (auto& [name, other] : tables_)
    for (auto& one : other.foreign_keys)
      if (same(one.it.referenced, table.name)) renamed(one.it.referenced_columns);
}

void State::change_column(const sql::Effect& effect) {
  TableState* const table = find(effect.object);
  if (table == nullptr) return;
  for (auto& one : table->columns) {
    schema::Column& column = one.it;
    if (!same(column.name, effect.part)) continue;
    if (effect.verb == Verb::set_not_null) column.nullable = false;
    if (effect.verb == Verb::drop_not_null) column.nullable = true;
    if (effect.verb == Verb::drop_default) column.by_default.reset();
    if (!effect.shape) return;
    if (!effect.shape->type.empty()) column.type = effect.shape->type;
    if (effect.verb == Verb::set_default) column.by_default = effect.shape->by_default;
    if (effect.verb != Verb::alter) return;
    column.nullable = effect.shape->nullable.value_or(true);
    column.by_default.reset();
    if (!effect.shape->by_default.empty()) column.by_default = effect.shape->by_default;
    column.definition = effect.shape->definition;
  }
}

void State::keep_marks(const TableState& old, const sql::Name& rebuilt) {
  TableState* const table = find(rebuilt);
  if (table == nullptr) return;
  table->made = old.made;
  for (auto& one : table->columns)
    if (const auto* const before = old.column(one.it.name)) one.made = before->made;
  for (auto& one : table->foreign_keys) {
    for (const auto& before : old.foreign_keys)
      if (before.it.columns == one.it.columns) one.made = before.made;
  }
}

void State::forget_emptied() {
  for (auto& [name, table] : tables_) table.is_emptied = false;
}

}  // namespace ebbtide::lint
