// Effects as text, for tests, plans and messages of doubt: the words of verb and thing, then
// whatever is set, in one order. tests/sql/effects.txt is written in this form: what is left out
// here, it does not see.
//
//   drop table shop.orders if-exists cascade
//   create table t {create column t.id: int not null; create primary key t (id)}
//   update rows t WHERE id = 7
#include "sql/effect.h"

#include <algorithm>
#include <iterator>

#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

constexpr std::string_view verbs[] = {
    "create",       "drop",          "rename",      "move",         "alter",    "set type",
    "set not null", "drop not null", "set default", "drop default", "validate", "insert",
    "update",       "remove",        "truncate",    "comment",      "grant",    "revoke",
    "refresh",      "maintain",      "lock",        "set",          "run code", "unread"};
constexpr std::string_view things[] = {
    "database",          "schema",   "table",     "column",     "primary key", "unique constraint",
    "foreign key",       "check",    "exclusion", "constraint", "index",       "view",
    "materialized view", "sequence", "type",      "enum value", "domain",      "function",
    "procedure",         "trigger",  "event",     "rule",       "policy",      "partition",
    "extension",         "role",     "rows",      "setting",    "other"};
static_assert(std::size(verbs) == static_cast<std::size_t>(Verb::unread) + 1);
static_assert(std::size(things) == static_cast<std::size_t>(Thing::other) + 1);

struct Flag {
  bool Effect::*is_set;
  std::string_view word;
};
constexpr Flag flags[] = {{&Effect::if_exists, "if-exists"},
                          {&Effect::replaces, "replaces"},
                          {&Effect::cascade, "cascade"},
                          {&Effect::concurrently, "concurrently"},
                          {&Effect::not_valid, "not-valid"},
                          {&Effect::is_temporary, "temporary"},
                          {&Effect::changes_meaning, "changes-meaning"},
                          {&Effect::keys_go_first, "keys-first"},
                          {&Effect::is_part, "part"}};

/// `numeric(3, 2) not null default 1`, without what the text does not say.
std::string shape_text(const ColumnShape& shape) {
  std::string text = shape.type.empty() ? "" : " " + shape.type;
  if (shape.nullable) text += *shape.nullable ? " null" : " not null";
  if (!shape.by_default.empty()) text += " default " + shape.by_default;
  if (!shape.collation.empty()) text += " collate " + shape.collation;
  if (shape.is_generated) text += shape.is_virtual ? " generated virtual" : " generated";
  if (shape.is_identity) text += " identity";
  return text;
}

/// ` unique by gin include (b) takes i where a > 0`, without what the text does not say.
std::string index_text(const IndexShape& index, Thing thing) {
  std::string text = index.is_unique && thing == Thing::index ? " unique" : "";
  if (!index.method.empty()) text += " by " + index.method;
  if (!index.included.empty()) text += " include (" + join(index.included, ", ") + ")";
  if (!index.using_index.empty()) text += " takes " + index.using_index;
  if (!index.predicate.empty()) text += " where " + index.predicate;
  return text;
}

/// `place.object.part`, without what is empty.
std::string label(const Name& object, std::string_view part) {
  std::string text;
  for (const std::string_view one :
       {std::string_view(object.place), std::string_view(object.name), part}) {
    if (!one.empty() && !text.empty()) text += ".";
    text += one;
  }
  return text;
}

std::string names_text(const std::vector<Name>& names) {
  std::string text;
  for (const Name& name : names) {
    text += text.empty() ? "" : ", ";
    text += name.to_text();
  }
  return text;
}

std::string parts_text(const Effects& parts) {
  std::string text;
  for (const Effect& part : parts) {
    text += text.empty() ? "" : "; ";
    text += part.to_text();
  }
  return text;
}

}  // namespace

std::string_view to_text(Verb verb) { return verbs[static_cast<std::size_t>(verb)]; }
std::string_view to_text(Thing thing) { return things[static_cast<std::size_t>(thing)]; }

std::string Effect::to_text() const {
  std::string text(sql::to_text(verb));
  const auto say = [&](std::string_view before, std::string_view value,
                       std::string_view behind = {}) {
    if (!value.empty()) text.append(before).append(value).append(behind);
  };
  say(" ", thing == Thing::other ? std::string_view(word) : sql::to_text(thing));
  say(" ", label(object, part));
  if (thing != Thing::other) say(" by ", word);
  say(" -> ", label(other, ""));
  say(" (", join(columns, ", "), ")");
  say(" -> (", join(other_columns, ", "), ")");
  if (shape) say(":", shape_text(*shape));
  if (index) say("", index_text(*index, thing));
  say(" mentions ", join(mentioned, ", "));
  say(" reads ", names_text(reads));
  say(" ", condition);
  say(" at ", why);
  if (!parts.empty()) say(" {", parts_text(parts), "}");
  if (!states_all) text += " open";
  for (const Flag& flag : flags) say(" ", this->*flag.is_set ? flag.word : std::string_view());
  return text;
}

bool is_opaque(const Effect& effect) {
  const bool is_of_place = effect.thing == Thing::schema || effect.thing == Thing::database;
  return effect.verb == Verb::unread || effect.verb == Verb::run_code || effect.changes_meaning ||
         effect.is_temporary ||
         (is_of_place && (effect.verb == Verb::drop || effect.verb == Verb::rename));
}

bool is_constraint(Thing thing) {
  return thing >= Thing::primary_key && thing <= Thing::constraint;
}

bool is_relation(Thing thing) {
  return thing == Thing::table || thing == Thing::view || thing == Thing::materialized_view;
}

}  // namespace ebbtide::sql
