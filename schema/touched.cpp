// An effect that is about a table, a part of one or its rows touches that table, and, where the
// table may go or be called otherwise, those with foreign keys to it. Whatever a view reads shows
// in the view: a table that has views counts as anything. So does all that is no table: what is
// rare here is worth no rule of its own.
#include "schema/touched.h"

#include <algorithm>

#include "schema/parts.h"

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

bool has_index(const Table& table, const std::string& name) {
  return has_part(table.indexes, name) || has_part(table.uniques, name) ||
         (table.primary_key && table.primary_key->name == name);
}

}  // namespace

Name Touched::placed(Name name) const {
  if (name.place.empty() || has_name(rules_.own_places, name.place))
    name.place = before_.origin.default_schema;
  return name;
}

void Touched::add(const sql::Effect& effect) {
  const bool is_quiet = effect.verb == Verb::lock || effect.verb == Verb::maintain ||
                        effect.thing == Thing::rows ||
                        (effect.verb == Verb::set && !effect.changes_meaning);
  if (effect.is_part || is_quiet) return;
  const bool is_of_table = effect.thing == Thing::table || effect.thing == Thing::column ||
                           effect.thing == Thing::index || sql::is_constraint(effect.thing);
  const bool is_told = effect.verb == Verb::create || effect.verb == Verb::drop ||
                       effect.verb == Verb::rename || effect.verb == Verb::alter ||
                       effect.verb == Verb::set_type || effect.verb == Verb::set_not_null ||
                       effect.verb == Verb::drop_not_null || effect.verb == Verb::set_default ||
                       effect.verb == Verb::drop_default || effect.verb == Verb::validate ||
                       effect.verb == Verb::comment;
  if (!is_of_table || !is_told || effect.cascade || sql::is_opaque(effect)) {
    is_anything_ = true;
  } else if (effect.thing == Thing::index) {
    add_part(effect);
  } else {
    add_table(effect);
  }
}

void Touched::add_table(const sql::Effect& effect) {
  const Name name = placed(effect.object);
  add(name);
  if (effect.thing == Thing::table && effect.verb == Verb::rename)
    add({effect.other.place.empty() ? name.place : placed(effect.other).place, effect.other.name});
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
    return add(table);
  }
  bool is_known = false;
  for (const auto& [name, table] : indexes_) {
    if (name != index) continue;
    add(Name(table));
    is_known = true;
  }
  for (const Table& table : before_.tables) {
    if (!has_index(table, index)) continue;
    add(Name(table.name));
    is_known = true;
  }
  if (!is_known) is_anything_ = true;
}

void Touched::add(const sql::Name& table) {
  if (std::find(tables_.begin(), tables_.end(), table) != tables_.end()) return;
  tables_.push_back(table);
  const auto is_view = [&](const View& view) { return view.name == table; };
  const bool is_shared =
      uses(before_.views, table) || uses(before_.routines, table) || uses(before_.types, table) ||
      std::any_of(before_.views.begin(), before_.views.end(), is_view) ||
      std::any_of(before_.tables.begin(), before_.tables.end(), [&](const Table& one) {
        return (one.name == table && !one.parents.empty()) ||
               std::find(one.parents.begin(), one.parents.end(), table) != one.parents.end();
      });
  if (is_shared) is_anything_ = true;
  for (const Table& other : before_.tables) {
    const bool points = std::any_of(
        other.foreign_keys.begin(), other.foreign_keys.end(),
        [&](const ForeignKey& key) { return key.referenced == table && other.name != table; });
    if (points && std::find(tables_.begin(), tables_.end(), other.name) == tables_.end())
      tables_.push_back(other.name);
  }
}

}  // namespace ebbtide::schema
