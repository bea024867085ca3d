// What a statement will find, and what it will break: the questions that a forecast answers.
// apply.cpp has the other half, what it leaves behind.
//
// Who foresees goes through a chain of statements, for each one:
//
//   begin(sql, effects)     once, with all that the statement does
//   per effect
//     completed(effect)     what the text does not say: DROP INDEX i is on table t
//     obstacles, doubts     against the structure as it is here in the chain
//     apply(effect)         goes on to the structure behind it
//
// Effects of one statement are judged one after the other, each on what the one before has left:
// ALTER TABLE t ADD a int, ADD UNIQUE (a). Only what it drops at once is known together
// (`together_`): DROP TABLE a, b passes although b has a foreign key to a.
//
// A false obstacle refuses a rollback that would have worked, a missed one is an error of the
// database in the middle. So there is an answer only where it is certain, and there are four ways
// to know nothing:
//
//   unread_           names in statements that nobody can read (DO, CALL, EXECUTE …). They may have
//                     made or dropped anything of these names; of others they say nothing
//   unknown parts     of one table, whose columns and keys are not all told: made by LIKE or AS
//                     SELECT, with a key that has no name, or rebuilt
//   not followed      objects of another schema: is_followed
//   is_part           told twice; the other time counts
//
// A name that nothing is known of is still not "certainly there". What certainly is not there is
// what the chain itself has removed or renamed (`removed_`): an obstacle even in SQL that somebody
// wrote, of which we only have our reading.
//
// What has to go first differs from database to database (StructureRules), and in three respects:
//
//   views               where the catalog tells exactly what a view reads (PostgreSQL, MySQL) its
//                       tables cannot go: PostgreSQL refuses, MySQL would leave a view that fails.
//                       On SQLite the words of its text are a guess: a doubt, not an obstacle
//   foreign keys        hold the table and column they point to everywhere; PostgreSQL and MySQL
//                       also hold the key or index that serves one, on MySQL on either side
//                       (keys_that_need)
//   CASCADE             takes along what needs the thing, where the database knows the word
#include "schema/forecast.h"

#include <algorithm>

#include "schema/keys.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using sql::Thing;
using sql::Verb;

bool same(std::string_view a, std::string_view b) { return equals_ignoring_case(a, b); }

bool is_query(Thing thing) { return thing == Thing::view || thing == Thing::materialized_view; }

bool is_view(const StructureObject& object) {
  return object.kind == "view" || object.kind == "materialized view";
}

/// What is no part of a table although it may be on one.
bool is_program(Thing thing) {
  return thing == Thing::trigger || thing == Thing::rule || thing == Thing::policy;
}

/// Whether the effect is about a table that has to be there.
bool needs_table(const sql::Effect& effect) {
  switch (effect.thing) {
    case Thing::rows:
    case Thing::partition:
      return true;
    case Thing::column:
      return effect.verb != Verb::comment;
    case Thing::index:
      return effect.verb == Verb::create;
    case Thing::table:
      return effect.verb == Verb::alter || effect.verb == Verb::move;
    default:
      return sql::is_constraint(effect.thing) &&
             (effect.verb == Verb::create || effect.verb == Verb::drop ||
              effect.verb == Verb::validate);
  }
}

std::string there_is_no(std::string_view kind, const std::string& name) {
  return "there is no " + std::string(kind) + " '" + name + "'";
}

/// What the chain remembers a removed object by.
std::string removal_key(const sql::Effect& effect) {
  const bool is_part = !effect.part.empty() && !is_program(effect.thing);
  return lower(is_part ? effect.object.name + "." + effect.part : effect.object.name);
}

}  // namespace

bool Forecast::is_followed(const sql::Name& object) const {
  if (object.place.empty()) return true;
  return has_name(rules_.own_places, object.place);
}

bool Forecast::has_relation(std::string_view name) const {
  return structure_.table(name) != nullptr || structure_.find("view", "", name) != nullptr ||
         structure_.find("materialized view", "", name) != nullptr;
}

bool Forecast::has_unknown_parts(std::string_view table) const {
  return structure_.find("unknown parts", table, "") != nullptr;
}

const StructureObject* Forecast::find_constraint(const std::string& table,
                                                 const std::string& name) const {
  for (const char* const kind :
       {"foreign key", "unique constraint", "primary key", "check", "constraint"}) {
    if (const auto* const found = structure_.find(kind, table, name)) return found;
  }
  return nullptr;
}

const StructureObject* Forecast::find_index(const sql::Effect& effect) const {
  const std::string& name = effect.part.empty() ? effect.object.name : effect.part;
  const std::string table = effect.part.empty() ? "" : effect.object.name;
  const auto& all = structure_.objects();
  const auto found = std::find_if(all.begin(), all.end(), [&](const StructureObject& object) {
    return is_index(object) && same(object.name, name) &&
           (table.empty() || same(object.table, table));
  });
  return found == all.end() ? nullptr : &*found;
}

/// The routine, trigger or type of this name. Routines are known with their arguments.
const StructureObject* Forecast::find_program(const sql::Effect& effect) const {
  const std::string& name = effect.part.empty() ? effect.object.name : effect.part;
  const auto& all = structure_.objects();
  const auto found = std::find_if(all.begin(), all.end(), [&](const StructureObject& object) {
    return object.kind == to_text(effect.thing) && object.schema.empty() &&
           same(std::string_view(object.name).substr(0, object.name.find('(')), name);
  });
  return found == all.end() ? nullptr : &*found;
}

sql::Effect Forecast::completed(sql::Effect effect) const {
  if (!is_followed(effect.object)) return effect;
  if (effect.is(Verb::drop, Thing::index) && effect.part.empty()) {
    if (const StructureObject* const index = find_index(effect)) {
      effect.part = effect.object.name;
      effect.object.name = index->table;
    }
  }
  if (effect.is(Verb::drop, Thing::constraint) || effect.is(Verb::drop, Thing::foreign_key)) {
    const auto* const key = structure_.find("foreign key", effect.object.name, effect.part);
    if (key != nullptr && !key->uses.empty()) effect.other.name = key->uses.front();
  }
  return effect;
}

/// Other objects that need `used`, a table or `table.column`; what belongs to the table itself, or
/// goes together with it, is none.
std::vector<const StructureObject*> Forecast::dependents(const std::string& used,
                                                         const std::string& table) const {
  std::vector<const StructureObject*> found;
  for (const StructureObject& object : structure_.objects()) {
    const bool counts = object.kind == "foreign key" || object.kind == "column" || is_view(object);
    const bool goes_too =
        object.schema.empty() &&
        (same(object.table, table) || same(object.name, table) ||
         together_.contains(lower(object.table)) || together_.contains(lower(object.name)));
    if (!counts || goes_too) continue;
    if (uses(object, used)) found.push_back(&object);
  }
  return found;
}

void Forecast::begin(std::string_view sql, const sql::Effects& effects) {
  together_.clear();
  for (const sql::Effect& effect : effects) {
    if (sql::is_opaque(effect)) unread_.merge(sql::names_within(sql, rules_.syntax));
    const bool drops = effect.verb == Verb::drop && sql::is_relation(effect.thing);
    if (drops && effects.size() > 1) together_.insert(lower(effect.object.name));
  }
}

bool Forecast::is_unread(std::string_view name) const {
  return !name.empty() && unread_.contains(lower(name));
}

bool Forecast::was_removed(const sql::Effect& effect) const {
  return removed_.contains(removal_key(effect)) || removed_.contains(lower(effect.object.name));
}

std::vector<std::string> Forecast::missing(const sql::Effect& effect) const {
  const std::string& name = effect.object.name;
  if (effect.if_exists || is_unread(name)) return {};
  const bool is_sequence = structure_.find("sequence", "", name) != nullptr;
  const bool is_there = has_relation(name) || is_sequence;
  if (needs_table(effect) && !is_there) return {there_is_no("table", name)};
  if (effect.verb == Verb::create && is_query(effect.thing)) return missing_for_query(effect);
  if (effect.verb != Verb::drop && effect.verb != Verb::rename) return missing_part(effect);
  switch (effect.thing) {
    case Thing::table:
      if (!is_there) return {there_is_no("table", name)};
      break;
    case Thing::view:
    case Thing::materialized_view:
      if (!has_relation(name)) return {there_is_no("view", name)};
      break;
    case Thing::sequence:
      if (!is_sequence) return {there_is_no("sequence", name)};
      break;
    case Thing::function:
    case Thing::procedure:
    case Thing::trigger:
    case Thing::type:
      if (find_program(effect) == nullptr)
        return {there_is_no(to_text(effect.thing), effect.part.empty() ? name : effect.part)};
      break;
    default:
      return missing_part(effect);
  }
  return {};
}

/// The tables of a view that are not there. Where names may stand for tables that the structure
/// does not have, of another schema or of an extension, only those that the chain itself has taken
/// away.
std::vector<std::string> Forecast::missing_for_query(const sql::Effect& view) const {
  std::vector<std::string> messages;
  if (!rules_.views_know_tables) return messages;
  for (const sql::Name& read : view.reads) {
    if (!is_followed(read) || is_unread(read.name) || has_relation(read.name) ||
        structure_.find("sequence", "", read.name) != nullptr)
      continue;
    if (rules_.schemas_are_databases || removed_.contains(lower(read.name)))
      messages.push_back("the view '" + view.object.name + "' reads '" + read.name +
                         "', which is not there");
  }
  return messages;
}

/// What is missing of a table.
std::vector<std::string> Forecast::missing_part(const sql::Effect& effect) const {
  const std::string& name = effect.object.name;
  if (is_unread(effect.part) || has_unknown_parts(name)) return {};
  const bool is_made = effect.verb == Verb::create || effect.verb == Verb::comment;
  if (is_made || effect.part.empty()) {
    const bool is_lost = effect.is(Verb::drop, Thing::index) && find_index(effect) == nullptr;
    return is_lost ? std::vector{there_is_no("index", name)} : std::vector<std::string>{};
  }
  if (effect.thing == Thing::column) {
    if (structure_.table(name) != nullptr && structure_.column(name, effect.part) == nullptr)
      return {there_is_no("column", name + "." + effect.part)};
  } else if (effect.is(Verb::drop, Thing::index)) {
    if (find_index(effect) == nullptr) return {there_is_no("index", effect.part)};
  } else if (effect.thing != Thing::primary_key && sql::is_constraint(effect.thing) &&
             (effect.verb == Verb::drop || effect.verb == Verb::validate)) {
    if (find_constraint(name, effect.part) == nullptr)
      return {"table '" + name + "' has no constraint '" + effect.part + "'"};
  }
  return {};
}

/// What stands where the effect is to put something.
std::vector<std::string> Forecast::already_there(const sql::Effect& effect) const {
  if (effect.if_exists || effect.replaces || is_unread(effect.object.name) ||
      is_unread(effect.part))
    return {};
  if (effect.verb == Verb::create) return found_instead(effect);
  const std::string& name = effect.object.name;
  const std::string& other = effect.other.name;
  if (effect.verb != Verb::rename) return {};
  if (sql::is_relation(effect.thing) && has_relation(other) && !same(name, other))
    return {"there is a table or view '" + other + "' already"};
  if (effect.thing == Thing::column && structure_.column(name, other) != nullptr &&
      !same(effect.part, other))
    return {"table '" + name + "' has a column '" + other + "' already"};
  return {};
}

/// What is there of the name that something new is to have.
std::vector<std::string> Forecast::found_instead(const sql::Effect& effect) const {
  const std::string& name = effect.object.name;
  const auto has_already = [&](const std::string& what) {
    return std::vector{"table '" + name + "' has " + what + " '" + effect.part + "' already"};
  };
  if (sql::is_relation(effect.thing) && has_relation(name))
    return {"there is a table or view '" + name + "' already"};
  if (effect.thing == Thing::sequence && structure_.find("sequence", "", name) != nullptr)
    return {"there is a sequence '" + name + "' already"};
  if (effect.thing == Thing::column && structure_.column(name, effect.part) != nullptr)
    return has_already("a column");
  if (effect.part.empty()) return {};
  if (effect.thing == Thing::index && find_index(effect) != nullptr) return has_already("an index");
  if (sql::is_constraint(effect.thing) && find_constraint(name, effect.part) != nullptr)
    return has_already("a constraint");
  return {};
}

bool Forecast::cascades(const sql::Effect& effect) const {
  return effect.cascade && rules_.drops_cascade;
}

std::vector<std::string> Forecast::broken(const sql::Effect& effect, bool views) const {
  if (cascades(effect)) return {};
  std::string used = effect.object.name;
  if (effect.verb != Verb::drop) return {};
  if (effect.thing == Thing::column) {
    used += "." + effect.part;
  } else if (!sql::is_relation(effect.thing) && effect.thing != Thing::sequence) {
    return {};
  }
  std::vector<std::string> messages;
  for (const StructureObject* const object : dependents(used, effect.object.name)) {
    if (is_view(*object) != views || is_unread(object->name)) continue;
    messages.push_back("'" + used + "' cannot go while " + object->to_text() +
                       (object->kind == "column" ? " takes its values from it"
                        : views                  ? " reads it"
                                                 : " points to it"));
  }
  return messages;
}

/// The foreign keys that need the index, key or constraint which is to go.
std::vector<std::string> Forecast::unkeyed(const sql::Effect& effect) const {
  const bool drops_key = effect.verb == Verb::drop &&
                         (effect.thing == Thing::index || sql::is_constraint(effect.thing));
  if (!drops_key || cascades(effect) || !rules_.keys_guard_tables) return {};
  const std::string& table = effect.object.name;
  if (has_unknown_parts(table)) return {};
  std::vector<std::string> messages;
  const bool needs_own = rules_.keys_need_indexes;
  const auto goes = [&](const StructureObject& object) {
    return effect.thing == Thing::primary_key ? object.kind == "primary key"
                                              : same(object.name, effect.part);
  };
  for (const StructureObject* const key : keys_that_need(structure_, table, goes, needs_own)) {
    if (!is_unread(key->name))
      messages.push_back(
          (effect.part.empty() ? "the primary key of '" + table + "'" : "'" + effect.part + "'") +
          " cannot go while " + key->to_text() + " needs it");
  }
  return messages;
}

/// The foreign keys of a column that is to go, where the database does not drop them with it.
std::vector<std::string> Forecast::unkeyed_columns(const sql::Effect& effect) const {
  std::vector<std::string> messages;
  if (!effect.is(Verb::drop, Thing::column) || effect.keys_go_first || rules_.keys_go_with_columns)
    return messages;
  for (const StructureObject& object : structure_.objects()) {
    if (object.kind == "foreign key" && object.schema.empty() &&
        same(object.table, effect.object.name) && has_name(object.columns, effect.part) &&
        !is_unread(object.name))
      messages.push_back("'" + effect.object.name + "." + effect.part + "' cannot go while " +
                         object.to_text() + " needs it");
  }
  return messages;
}

std::vector<std::string> Forecast::obstacles(const sql::Effect& effect) const {
  if (!is_followed(effect.object) || effect.is_part) return {};
  std::vector<std::string> messages = missing(effect);
  if (messages.empty()) messages = already_there(effect);
  if (!messages.empty()) return messages;
  for (const bool views : {false, true}) {
    if (views && !rules_.views_know_tables) continue;
    for (std::string& message : broken(effect, views)) messages.push_back(std::move(message));
  }
  for (std::string& message : unkeyed(effect)) messages.push_back(std::move(message));
  for (std::string& message : unkeyed_columns(effect)) messages.push_back(std::move(message));
  return messages;
}

bool Forecast::is_held_by_key(const sql::Effect& effect) const {
  if (!is_followed(effect.object) || effect.is_part || !missing(effect).empty()) return false;
  return !broken(effect, false).empty() || !unkeyed(effect).empty() ||
         !unkeyed_columns(effect).empty();
}

std::vector<std::string> Forecast::doubts(const sql::Effect& effect) const {
  if (!is_followed(effect.object) || rules_.views_know_tables) return {};
  return broken(effect, true);
}

sql::Effects Forecast::keys_that_go(const sql::Effect& effect) const {
  sql::Effects keys;
  if (!effect.is(Verb::drop, Thing::table) || !is_followed(effect.object)) return keys;
  for (const StructureObject& object : structure_.objects()) {
    const bool points_away = object.kind == "foreign key" && object.schema.empty() &&
                             same(object.table, effect.object.name) && !object.uses.empty() &&
                             !same(object.uses.front(), effect.object.name);
    if (points_away)
      keys.push_back(
          {Verb::drop, Thing::foreign_key, effect.object, object.name, {"", object.uses.front()}});
  }
  return keys;
}

const StructureObject* Forecast::live_table(const sql::Effect& effect) const {
  const StructureObject* const then = structure_.table(effect.object.name);
  return then == nullptr || then->origin.empty() ? nullptr : then;
}

void Forecast::apply(const sql::Effect& effect) {
  if (!is_followed(effect.object) || effect.is_part) return;
  switch (effect.verb) {
    case Verb::rename:
      removed_.insert(removal_key(effect));
      removed_.erase(lower(effect.part.empty() ? effect.other.name
                                               : effect.object.name + "." + effect.other.name));
      return rename(effect);
    case Verb::drop:
      if (effect.thing != Thing::primary_key) removed_.insert(removal_key(effect));
      return drop(effect);
    case Verb::move:
      if (is_followed({effect.other.place, ""})) return;
      removed_.insert(removal_key(effect));
      return move(effect);
    case Verb::create:
      removed_.erase(removal_key(effect));
      return create(effect);
    case Verb::alter:
      return restate(effect);
    default:
      return;
  }
}

}  // namespace ebbtide
