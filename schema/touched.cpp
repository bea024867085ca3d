// An effect that is about a table or a part of one touches that table, and those with foreign keys
// to it where what these print may follow: a renamed column, a table that is gone. It is anything
//
//   - where a view, routine or type uses the table, for what these print follows it;
//   - where a trigger, rule or policy hangs on it, or there are some and something is renamed;
//   - of rows, where there are programs or routines, for these may run then and do anything; and
//     where nobody knows the table, for it may be one of the server's own catalogs;
//   - where the statement names a routine, for then it may run it;
//   - in a database with event triggers, which run behind every statement;
//   - for all that is no table: what is rare here is worth no rule of its own.
#include "schema/touched.h"

#include <algorithm>

#include "schema/parts.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide::schema {

using sql::Thing;
using sql::Verb;

namespace {

template <class Objects>
bool uses(const Objects& objects, const Name& table) {
  return std::any_of(objects.begin(), objects.end(), [&](const auto& one) {
    return std::find(one.uses.begin(), one.uses.end(), table) != one.uses.end();
  });
}

template <class Objects>
bool is_one_of(const Objects& objects, const Name& name) {
  return std::any_of(objects.begin(), objects.end(), [&](const auto& one) {
    return one.name.place == name.place && equals_ignoring_case(one.name.name, name.name);
  });
}

bool has_index(const Table& table, const std::string& name) {
  return has_part(table.indexes, name) || has_part(table.uniques, name) ||
         (table.primary_key && table.primary_key->name == name);
}

/// A column can have the rows of another table for its type.
bool has_type_of(const Table& table, const std::string& name) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const Column& column) { return contains(column.type, name); });
}

/// Whether what keys from other tables print can follow. They do not care what is added to a table,
/// and what they need of it does not go without CASCADE, which may be anything.
bool reaches_keys(const sql::Effect& effect) {
  const bool is_gone = effect.verb == Verb::drop && effect.thing == Thing::table;
  return is_gone || effect.verb == Verb::rename || effect.verb == Verb::alter;
}

bool is_quiet(const sql::Effect& effect) {
  return effect.is_part || effect.verb == Verb::lock || effect.verb == Verb::maintain ||
         (effect.verb == Verb::set && !effect.changes_meaning);
}

}  // namespace

Touched::Touched(const Schema& before, StructureRules rules)
    : before_(before), rules_(std::move(rules)) {
  is_anything_ = std::any_of(before.untold.begin(), before.untold.end(),
                             [](const Untold& one) { return one.sort == "event trigger"; });
}

void Touched::add(const sql::Effects& effects, std::string_view statement) {
  if (is_anything_) return;
  for (const sql::Effect& effect : effects) add(effect);
  if (!effects.empty() && runs_routine(statement)) is_anything_ = true;
}

bool Touched::runs_routine(std::string_view statement) const {
  if (before_.routines.empty()) return false;
  const std::set<std::string> words = sql::names_within(statement, rules_.syntax);
  return std::any_of(before_.routines.begin(), before_.routines.end(),
                     [&](const Routine& one) { return words.contains(lower(one.name.name)); });
}

Name Touched::placed(Name name) const {
  if (name.place.empty() || has_name(rules_.own_places, name.place))
    name.place = before_.origin.default_schema;
  return name;
}

void Touched::add(const sql::Effect& effect) {
  if (is_quiet(effect)) return;
  if (effect.thing == Thing::rows) return add_rows(placed(effect.object));
  const bool is_of_table = effect.thing == Thing::table || effect.thing == Thing::column ||
                           effect.thing == Thing::index || sql::is_constraint(effect.thing);
  const bool is_told = effect.verb == Verb::create || effect.verb == Verb::drop ||
                       effect.verb == Verb::rename || effect.verb == Verb::alter ||
                       effect.verb == Verb::set_type || effect.verb == Verb::set_not_null ||
                       effect.verb == Verb::drop_not_null || effect.verb == Verb::set_default ||
                       effect.verb == Verb::drop_default || effect.verb == Verb::validate ||
                       effect.verb == Verb::comment;
  const bool is_followed = effect.verb == Verb::rename && !before_.programs.empty();
  if (!is_of_table || !is_told || is_followed || effect.cascade || sql::is_opaque(effect)) {
    is_anything_ = true;
  } else if (effect.thing == Thing::index) {
    add_part(effect);
  } else {
    add_table(effect);
  }
}

void Touched::add_rows(const Name& table) {
  const bool is_known = is_one_of(before_.tables, table) ||
                        std::find(tables_.begin(), tables_.end(), table) != tables_.end();
  if (!is_known || !before_.programs.empty() || !before_.routines.empty()) is_anything_ = true;
}

void Touched::add_table(const sql::Effect& effect) {
  const Name name = placed(effect.object);
  add(name, effect);
  if (effect.thing == Thing::table && effect.verb == Verb::rename) {
    add({effect.other.place.empty() ? name.place : placed(effect.other).place, effect.other.name},
        effect);
    for (const Table& other : before_.tables)
      if (has_type_of(other, name.name)) add_stored(other.name);
  }
  for (const sql::Effect& part : effect.parts) {
    if (part.thing == Thing::index) indexes_.emplace_back(part.part, name);
  }
}

/// An index, of which the statement may not say the table.
void Touched::add_part(const sql::Effect& effect) {
  const std::string& index = effect.part.empty() ? effect.object.name : effect.part;
  const bool says_table = !effect.part.empty() && !effect.object.name.empty();
  if (effect.verb == Verb::create || says_table) {
    const Name table = placed(effect.object);
    indexes_.emplace_back(effect.verb == Verb::rename ? effect.other.name : effect.part, table);
    return add(table, effect);
  }
  bool is_known = false;
  for (const auto& [name, table] : indexes_) {
    if (name != index) continue;
    add(Name(table), effect);
    is_known = true;
  }
  for (const Table& table : before_.tables) {
    if (!has_index(table, index)) continue;
    add(Name(table.name), effect);
    is_known = true;
  }
  if (!is_known) is_anything_ = true;
}

void Touched::add(const Name& table, const sql::Effect& effect) {
  add_stored(table);
  add_stored({table.place, lower(table.name)});
  for (const Table& other : before_.tables) {
    const auto is_it = [&](const Name& one) {
      return one.place == table.place && equals_ignoring_case(one.name, table.name);
    };
    const bool points = reaches_keys(effect) &&
                        std::any_of(other.foreign_keys.begin(), other.foreign_keys.end(),
                                    [&](const ForeignKey& key) { return is_it(key.referenced); });
    if (is_it(other.name) || points) add_stored(other.name);
    if (is_it(other.name) && is_shared(other.name)) is_anything_ = true;
  }
  if (is_one_of(before_.views, table)) is_anything_ = true;
}

void Touched::add_stored(const Name& table) {
  if (std::find(tables_.begin(), tables_.end(), table) == tables_.end()) tables_.push_back(table);
}

/// Whether something else than tables follows what happens to a table.
bool Touched::is_shared(const Name& table) const {
  const auto hangs_on = [&](const Program& one) {
    return one.name.place == table.place && one.table == table.name;
  };
  const auto is_kin = [&](const Table& one) {
    return (one.name == table && !one.parents.empty()) ||
           std::find(one.parents.begin(), one.parents.end(), table) != one.parents.end();
  };
  return uses(before_.views, table) || uses(before_.routines, table) ||
         uses(before_.types, table) || uses(before_.programs, table) ||
         std::any_of(before_.programs.begin(), before_.programs.end(), hangs_on) ||
         std::any_of(before_.tables.begin(), before_.tables.end(), is_kin);
}

}  // namespace ebbtide::schema
