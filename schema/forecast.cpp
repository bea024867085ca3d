// What a statement will find, and what it will break: the questions that a forecast answers. What
// it leaves behind is the state's.
//
// Who foresees goes through a chain of statements, for each one:
//
//   begin(sql, effects)     once, with all that the statement does
//   per effect
//     completed(effect)     what the text does not say: DROP INDEX i is on table t
//     obstacles, doubts     against the schema as it is here in the chain
//     apply(effect)         goes on to the schema behind it
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
#include <tuple>

#include "schema/keys.h"
#include "schema/parts.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using schema::Column;
using schema::find_part;
using schema::ForeignKey;
using schema::has_name;
using schema::has_part;
using schema::Kind;
using schema::Table;
using schema::View;
using schema::words_for;
using sql::Name;
using sql::Thing;
using sql::Verb;

bool same(std::string_view a, std::string_view b) { return equals_ignoring_case(a, b); }

bool is_view(Thing thing) { return thing == Thing::view || thing == Thing::materialized_view; }

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

/// Something that needs something else.
struct Forecast::Dependent {
  Kind kind = Kind::view;
  Name of;                ///< the view, or the table that it is a part of
  std::string part = {};  ///< a column, or what a key is called
  std::string name = {};  ///< that a statement would name

  bool is_view() const { return kind == Kind::view || kind == Kind::materialized_view; }
  auto place_in_order() const {
    return std::tuple(to_text(kind), std::tie(of.place, of.name, part));
  }
};

bool Forecast::is_followed(const Name& object) const {
  if (object.place.empty()) return true;
  return has_name(rules().own_places, object.place);
}

/// As people say it: without the default schema.
std::string Forecast::shown(const Name& name) const {
  return name.place == state_.schema().origin.default_schema ? name.name : name.to_text();
}

std::optional<Name> Forecast::live_table(const sql::Effect& effect) const {
  std::optional<Name> origin = state_.origin(effect.object);
  if (origin && origin->place == state_.table(effect.object)->name.place)
    origin->place = effect.object.place;
  return origin;
}

const Column* Forecast::column(const sql::Effect& effect) const {
  const Table* const of = state_.table(effect.object);
  if (of == nullptr) return nullptr;
  const auto found = find_part(of->columns, effect.part);
  return found == of->columns.end() ? nullptr : &*found;
}

bool Forecast::has_sequence(const Name& name) const {
  return state_.sequence(name) != nullptr || state_.table_numbered_by(name) != nullptr;
}

bool Forecast::has_constraint(const Name& table, const std::string& name) const {
  const Table* const of = state_.table(table);
  if (of == nullptr) return false;
  return has_part(of->foreign_keys, name) || has_part(of->uniques, name) ||
         has_part(of->checks, name) ||
         (of->primary_key && !name.empty() && same(of->primary_key->name, name));
}

/// Of a statement that says no table, anywhere.
bool Forecast::has_index(const sql::Effect& effect) const {
  if (effect.part.empty()) return state_.owner_of_index(effect.object).has_value();
  if (const View* const view = state_.view(effect.object))
    return has_part(view->indexes, effect.part);
  const Table* const of = state_.table(effect.object);
  if (of == nullptr) return false;
  return has_part(of->indexes, effect.part) || has_part(of->uniques, effect.part) ||
         (of->primary_key && same(of->primary_key->name, effect.part));
}

/// The routine, trigger or type of this name.
bool Forecast::has_program(const sql::Effect& effect) const {
  const std::string& name = effect.part.empty() ? effect.object.name : effect.part;
  const Name wanted = state_.placed({effect.object.place, name});
  const schema::Schema& all = state_.schema();
  const auto is_it = [&](const auto& one) { return schema::same_name(one.name, wanted); };
  switch (effect.thing) {
    case Thing::type:
      return std::any_of(all.types.begin(), all.types.end(), is_it);
    case Thing::trigger:
      return std::any_of(all.programs.begin(), all.programs.end(),
                         [&](const auto& one) { return one.kind == Kind::trigger && is_it(one); });
    default:
      return std::any_of(all.routines.begin(), all.routines.end(), [&](const auto& one) {
        return (one.kind == Kind::procedure) == (effect.thing == Thing::procedure) && is_it(one);
      });
  }
}

sql::Effect Forecast::completed(sql::Effect effect) const {
  if (!is_followed(effect.object)) return effect;
  const bool may_be_alone = effect.verb == Verb::drop || effect.verb == Verb::maintain;
  if (may_be_alone && effect.thing == Thing::index && effect.part.empty()) {
    if (const auto owner = state_.owner_of_index(effect.object)) {
      effect.part = effect.object.name;
      effect.object.name = owner->name;
    }
  }
  if (effect.is(Verb::drop, Thing::constraint) || effect.is(Verb::drop, Thing::foreign_key)) {
    if (const Table* const of = state_.table(effect.object)) {
      const auto key = find_part(of->foreign_keys, effect.part);
      if (key != of->foreign_keys.end()) effect.other.name = shown(key->referenced);
    }
  }
  return effect;
}

/// What belongs to the thing itself, or goes together with it.
bool Forecast::goes_too(const Name& relation, const Name& gone) const {
  return schema::same_name(relation, gone) || together_.contains(lower(relation.to_text()));
}

std::vector<Forecast::Dependent> Forecast::dependents(const sql::Effect& effect) const {
  const bool is_column = effect.thing == Thing::column;
  const Name used = state_.placed(effect.object);
  const auto is_used = [&](const Name& name) { return schema::same_name(name, used); };
  std::vector<Dependent> found;
  for (const Table& table : state_.schema().tables) {
    if (goes_too(table.name, used)) continue;
    for (const ForeignKey& key : table.foreign_keys) {
      if (is_used(key.referenced) && (!is_column || has_name(key.referenced_columns, effect.part)))
        found.push_back({Kind::foreign_key, table.name, words_for(key), key.name});
    }
    for (const Column& column : table.columns) {
      const bool takes = effect.thing == Thing::sequence &&
                         (std::any_of(column.uses.begin(), column.uses.end(), is_used) ||
                          (column.numbering && is_used(column.numbering->sequence)));
      if (takes) found.push_back({Kind::column, table.name, column.name, column.name});
    }
  }
  for (const View& view : state_.schema().views) {
    if (goes_too(view.name, used)) continue;
    const bool reads = is_column
                           ? std::any_of(view.reads.begin(), view.reads.end(),
                                         [&](const schema::ColumnName& one) {
                                           return is_used(one.of) && same(one.column, effect.part);
                                         })
                           : std::any_of(view.uses.begin(), view.uses.end(), is_used);
    if (reads)
      found.push_back({view.is_materialized ? Kind::materialized_view : Kind::view, view.name, "",
                       view.name.name});
  }
  std::sort(found.begin(), found.end(), [](const Dependent& a, const Dependent& b) {
    return a.place_in_order() < b.place_in_order();
  });
  return found;
}

void Forecast::begin(std::string_view sql, const sql::Effects& effects) {
  together_.clear();
  for (const sql::Effect& effect : effects) {
    if (sql::is_opaque(effect)) unread_.merge(sql::names_within(sql, rules().syntax));
    const bool drops = effect.verb == Verb::drop && sql::is_relation(effect.thing);
    if (drops && effects.size() > 1)
      together_.insert(lower(state_.placed(effect.object).to_text()));
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
  const bool is_sequence = has_sequence(effect.object);
  const bool is_there = state_.has_relation(effect.object) || is_sequence;
  if (needs_table(effect) && !is_there) return {there_is_no("table", name)};
  if (effect.verb == Verb::create && is_view(effect.thing)) return missing_for_query(effect);
  if (effect.verb != Verb::drop && effect.verb != Verb::rename) return missing_part(effect);
  switch (effect.thing) {
    case Thing::table:
      if (!is_there) return {there_is_no("table", name)};
      break;
    case Thing::view:
    case Thing::materialized_view:
      if (!state_.has_relation(effect.object)) return {there_is_no("view", name)};
      break;
    case Thing::sequence:
      if (!is_sequence) return {there_is_no("sequence", name)};
      break;
    case Thing::function:
    case Thing::procedure:
    case Thing::trigger:
    case Thing::type:
      if (!has_program(effect))
        return {there_is_no(to_text(effect.thing), effect.part.empty() ? name : effect.part)};
      break;
    default:
      return missing_part(effect);
  }
  return {};
}

/// The tables of a view that are not there. Where names may stand for tables that the schema does
/// not have, of another schema or of an extension, only those that the chain itself has taken away.
std::vector<std::string> Forecast::missing_for_query(const sql::Effect& view) const {
  std::vector<std::string> messages;
  if (!rules().views_know_tables) return messages;
  for (const Name& read : view.reads) {
    if (!is_followed(read) || is_unread(read.name) || state_.has_relation(read) ||
        has_sequence(read))
      continue;
    if (rules().schemas_are_databases || removed_.contains(lower(read.name)))
      messages.push_back("the view '" + view.object.name + "' reads '" + read.name +
                         "', which is not there");
  }
  return messages;
}

/// What is missing of a table.
std::vector<std::string> Forecast::missing_part(const sql::Effect& effect) const {
  const std::string& name = effect.object.name;
  if (is_unread(effect.part) || state_.has_unknown_parts(effect.object)) return {};
  const bool is_made = effect.verb == Verb::create || effect.verb == Verb::comment;
  if (is_made || effect.part.empty()) {
    const bool is_lost = effect.is(Verb::drop, Thing::index) && !has_index(effect);
    return is_lost ? std::vector{there_is_no("index", name)} : std::vector<std::string>{};
  }
  if (effect.thing == Thing::column) {
    const Table* const of = state_.table(effect.object);
    if (of != nullptr && !has_part(of->columns, effect.part))
      return {there_is_no("column", name + "." + effect.part)};
  } else if (effect.is(Verb::drop, Thing::index)) {
    if (!has_index(effect)) return {there_is_no("index", effect.part)};
  } else if (effect.thing != Thing::primary_key && sql::is_constraint(effect.thing) &&
             (effect.verb == Verb::drop || effect.verb == Verb::validate)) {
    if (!has_constraint(effect.object, effect.part))
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
  if (sql::is_relation(effect.thing) && state_.has_relation(effect.other) && !same(name, other))
    return {"there is a table or view '" + other + "' already"};
  const Table* const of = state_.table(effect.object);
  if (effect.thing == Thing::column && of != nullptr && has_part(of->columns, other) &&
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
  if (sql::is_relation(effect.thing) && state_.has_relation(effect.object))
    return {"there is a table or view '" + name + "' already"};
  if (effect.thing == Thing::sequence && has_sequence(effect.object))
    return {"there is a sequence '" + name + "' already"};
  const Table* const of = state_.table(effect.object);
  if (effect.thing == Thing::column && of != nullptr && has_part(of->columns, effect.part))
    return has_already("a column");
  if (effect.part.empty()) return {};
  if (effect.thing == Thing::index && has_index(effect)) return has_already("an index");
  if (sql::is_constraint(effect.thing) && has_constraint(effect.object, effect.part))
    return has_already("a constraint");
  return {};
}

bool Forecast::cascades(const sql::Effect& effect) const {
  return effect.cascade && rules().drops_cascade;
}

std::vector<std::string> Forecast::broken(const sql::Effect& effect, bool views) const {
  const bool is_column = effect.thing == Thing::column;
  const bool counts =
      is_column || effect.thing == Thing::sequence || sql::is_relation(effect.thing);
  if (effect.verb != Verb::drop || !counts || cascades(effect)) return {};
  const std::string used = effect.object.name + (is_column ? "." + effect.part : "");
  std::vector<std::string> messages;
  for (const Dependent& one : dependents(effect)) {
    if (one.is_view() != views || is_unread(one.name)) continue;
    messages.push_back("'" + used + "' cannot go while " + std::string(to_text(one.kind)) + " " +
                       shown(one.of) + (one.part.empty() ? "" : "." + one.part) +
                       (one.kind == Kind::column ? " takes its values from it"
                        : views                  ? " reads it"
                                                 : " points to it"));
  }
  return messages;
}

/// The foreign keys that need the index, key or constraint which is to go.
std::vector<std::string> Forecast::unkeyed(const sql::Effect& effect) const {
  const bool drops_key = effect.verb == Verb::drop &&
                         (effect.thing == Thing::index || sql::is_constraint(effect.thing));
  if (!drops_key || cascades(effect) || !rules().keys_guard_tables) return {};
  const Table* const table = state_.table(effect.object);
  if (table == nullptr || state_.has_unknown_parts(effect.object)) return {};
  std::vector<std::string> messages;
  const auto goes = [&](Kind kind, std::string_view name) {
    return effect.thing == Thing::primary_key ? kind == Kind::primary_key
                                              : !name.empty() && same(name, effect.part);
  };
  for (const schema::KeyOf& one :
       keys_that_need(state_.schema(), *table, goes, rules().keys_need_indexes)) {
    if (!is_unread(one.key->name))
      messages.push_back((effect.part.empty() ? "the primary key of '" + effect.object.name + "'"
                                              : "'" + effect.part + "'") +
                         " cannot go while foreign key " + shown(one.table->name) + "." +
                         words_for(*one.key) + " needs it");
  }
  return messages;
}

/// The foreign keys of a column that is to go, where the database does not drop them with it.
std::vector<std::string> Forecast::unkeyed_columns(const sql::Effect& effect) const {
  std::vector<std::string> messages;
  if (!effect.is(Verb::drop, Thing::column) || effect.keys_go_first || rules().keys_go_with_columns)
    return messages;
  const Table* const table = state_.table(effect.object);
  if (table == nullptr) return messages;
  for (const ForeignKey& key : table->foreign_keys) {
    if (has_name(key.columns, effect.part) && !is_unread(key.name))
      messages.push_back("'" + effect.object.name + "." + effect.part +
                         "' cannot go while foreign key " + shown(table->name) + "." +
                         words_for(key) + " needs it");
  }
  return messages;
}

std::vector<std::string> Forecast::obstacles(const sql::Effect& effect) const {
  if (!is_followed(effect.object) || effect.is_part) return {};
  std::vector<std::string> messages = missing(effect);
  if (messages.empty()) messages = already_there(effect);
  if (!messages.empty()) return messages;
  for (const bool views : {false, true}) {
    if (views && !rules().views_know_tables) continue;
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
  if (!is_followed(effect.object) || rules().views_know_tables) return {};
  return broken(effect, true);
}

sql::Effects Forecast::keys_that_go(const sql::Effect& effect) const {
  sql::Effects keys;
  const Table* const table = state_.table(effect.object);
  if (effect.verb != Verb::drop || !is_followed(effect.object) || table == nullptr) return keys;
  for (const ForeignKey& key : table->foreign_keys) {
    const bool has_it = effect.thing == Thing::column && has_name(key.columns, effect.part);
    const bool goes = effect.thing == Thing::table || has_it;
    if (goes && key.referenced != table->name)
      keys.push_back(
          {Verb::drop, Thing::foreign_key, effect.object, key.name, {"", shown(key.referenced)}});
  }
  return keys;
}

/// What comes from a schema that is not followed was not known there: nothing is said to be missing
/// of it.
void Forecast::note_arrival(const sql::Effect& effect) {
  if (is_followed(effect.object)) return;
  const bool moves = effect.verb == Verb::move && is_followed({effect.other.place, ""});
  const bool renames =
      effect.verb == Verb::rename && !effect.other.place.empty() && is_followed(effect.other);
  if (moves) unread_.insert(lower(effect.object.name));
  if (renames) unread_.insert(lower(effect.other.name));
}

void Forecast::apply(const sql::Effect& effect) {
  note_arrival(effect);
  if (is_followed(effect.object) && !effect.is_part) {
    if (effect.verb == Verb::rename) {
      removed_.insert(removal_key(effect));
      removed_.erase(lower(effect.part.empty() ? effect.other.name
                                               : effect.object.name + "." + effect.other.name));
    } else if (effect.verb == Verb::drop && effect.thing != Thing::primary_key) {
      removed_.insert(removal_key(effect));
    } else if (effect.verb == Verb::move && !is_followed({effect.other.place, ""})) {
      removed_.insert(removal_key(effect));
    } else if (effect.verb == Verb::create) {
      removed_.erase(removal_key(effect));
    }
  }
  state_.apply(effect);
}

}  // namespace ebbtide
