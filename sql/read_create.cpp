// CREATE and DROP. Of a new table all parts are read where they are written out; where one of them
// does not fit, the table is still one that is made, with `states_all` false: it is there, and
// nobody knows what is in it. The same for what takes its columns from elsewhere: LIKE, INHERITS,
// AS SELECT, PARTITION OF.
//
// A foreign key of a new table is told twice: among its `parts`, where who looks for the table's
// keys finds it, and as an effect with `is_part`, since it locks another table and cannot be made
// without it. Who follows structures passes over effects that are parts.
#include "sql/reading.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

struct Creation {
  bool replaces = false;
  bool is_temporary = false;
  bool if_not_exists = false;
  bool concurrently = false;
  bool is_unique = false;
  std::string method = {};  ///< that stands before INDEX
};

/// MySQL: ALGORITHM = …, DEFINER = user@host and SQL SECURITY … before VIEW, PROCEDURE, …
void skip_view_option(Cursor& at) {
  at.skip();
  while (!at.at_end() && !at.sees_any({"view", "procedure", "function", "trigger", "definer", "sql",
                                       "event", "aggregate", "algorithm", "package", ";"}))
    at.skip();
}

/// The words before what is created.
Creation take_creation(Cursor& at) {
  Creation found;
  for (;;) {
    if (at.take_all({"or", "replace"})) {
      found.replaces = true;
    } else if (at.take_any({"temporary", "temp"})) {
      found.is_temporary = true;
    } else if (at.sees_any({"algorithm", "definer"}) || at.sees_all({"sql", "security"})) {
      skip_view_option(at);
    } else if (at.sees("aggregate") && at.sees("function", 1)) {
      at.skip();
    } else if (at.take("unique")) {
      found.is_unique = true;
    } else if (at.sees_any({"fulltext", "spatial", "vector"})) {
      found.method = upper(at.peek()->text);
      at.skip();
    } else if (!at.take_any({"unlogged", "recursive", "force", "constraint", "global", "local"})) {
      return found;
    }
  }
}

/// The columns and keys of a new table, and the tables its foreign keys point to.
void read_new_table(Reading& reading, std::size_t place) {
  Reading body{reading.at};
  body.begin = reading.begin;
  try {
    read_table_body(body, reading.effects[place]);
  } catch (const Reading::Unread&) {
    reading.effects[place].parts.clear();
    reading.effects[place].states_all = false;
  }
  const Name table = reading.effects[place].object;
  Cursor& at = reading.at;
  if (at.take_all({"partition", "of"})) {
    Name parent = reading.name();
    reading.effects[place].states_all = false;
    reading.effects[place].other = parent;
    Effect& partition = reading.add(Verb::create, Thing::partition, std::move(parent), table.name);
    partition.is_part = true;
  }
  for (; !at.at_end() && !at.sees(";"); at.skip()) {
    if (!at.sees("references")) continue;
    Cursor behind = at;
    behind.skip();
    auto other = behind.take_name();
    if (!other) continue;
    reading.begin_clause();
    Effect& key = reading.add(Verb::create, Thing::foreign_key, table);
    key.other = std::move(*other);
    key.is_part = true;
  }
}

/// The part of an index up to its comma, as it is written.
std::vector<std::string> take_index_parts(Cursor& at) {
  std::vector<std::string> parts;
  if (!at.take("(")) return parts;
  while (!at.at_end() && !at.sees(")")) {
    parts.emplace_back(at.take_part());
    at.take(",");
  }
  at.take(")");
  return parts;
}

void read_new_index(Reading& reading, const Creation& creation) {
  Cursor& at = reading.at;
  Name index = at.sees("on") ? Name() : reading.name();
  while (!at.at_end() && !at.sees("on")) at.skip();  // MySQL: USING BTREE
  reading.expect("on");
  IndexShape shape{.is_unique = creation.is_unique, .method = creation.method};
  shape.is_only = at.take("only");
  Name table = reading.name();
  // SQLite names the schema before the index.
  if (table.place.empty()) table.place = index.place;
  Effect& effect = reading.add(Verb::create, Thing::index, std::move(table), index.name);
  effect.concurrently = creation.concurrently;
  effect.if_exists = creation.if_not_exists;
  effect.replaces = creation.replaces;
  if (at.take("using") && !at.at_end()) {
    shape.method = at.peek()->text;
    at.skip();
  }
  Cursor parts = at;
  effect.columns = at.take_columns();
  shape.parts = take_index_parts(parts);
  if (parts.take("include")) shape.included = parts.take_columns();
  if (parts.skip_to("where") && parts.take("where")) shape.predicate = parts.rest();
  effect.index = std::move(shape);
}

/// `CREATE TRIGGER name … ON table`, and rules and policies.
void read_table_of_part(Reading& reading, Effect& effect) {
  Cursor& at = reading.at;
  const bool is_rule = effect.thing == Thing::rule;
  while (!at.at_end() && !at.take(is_rule ? "to" : "on")) at.skip();
  effect.part = effect.object.name;
  const std::string place = effect.object.place;
  effect.object = reading.name();
  if (effect.object.place.empty()) effect.object.place = place;
}

bool is_of_table(Thing thing) {
  return thing == Thing::trigger || thing == Thing::rule || thing == Thing::policy;
}

/// CREATE SCHEMA may hold what is to be in it.
void read_new_schema(Reading& reading) {
  if (reading.at.take("authorization")) {
    reading.add(Verb::create, Thing::schema).object.name = reading.plain_name();
  } else {
    reading.add(Verb::create, Thing::schema, reading.name());
  }
  while (!reading.at.at_end() && !reading.at.sees_any({"create", "grant", ";"})) reading.at.skip();
  if (reading.at.sees_any({"create", "grant"})) reading.fail();
}

/// `DROP INDEX name ON table`, and triggers, rules and policies.
void set_table_of_part(Reading& reading, std::size_t first) {
  Effect& effect = reading.effects[first];
  effect.part = effect.object.name;
  effect.object = reading.name();
}

}  // namespace

void read_create(Reading& reading) {
  Cursor& at = reading.at;
  Creation creation = take_creation(at);
  const CalledThing called = take_thing(at);
  if (!called.is_known()) reading.fail();
  creation.concurrently = at.take("concurrently");
  creation.if_not_exists = at.take_if_exists();
  if (called.thing == Thing::index) return read_new_index(reading, creation);
  if (called.thing == Thing::schema) {
    read_new_schema(reading);
    reading.effects.back().if_exists = creation.if_not_exists;
    return;
  }
  const std::size_t place = reading.effects.size();
  const bool has_name = called.thing != Thing::role && called.thing != Thing::other;
  Name object = has_name ? reading.name() : at.take_name().value_or(Name());
  Effect& effect = reading.add(Verb::create, called.thing, std::move(object));
  effect.word = called.word;
  effect.if_exists = creation.if_not_exists;
  effect.replaces = creation.replaces;
  effect.is_temporary = creation.is_temporary;
  if (called.thing == Thing::table) return read_new_table(reading, place);
  if (is_relation(called.thing)) return read_query(at, effect);
  if (is_of_table(called.thing)) read_table_of_part(reading, effect);
}

void read_drop(Reading& reading) {
  Cursor& at = reading.at;
  if (at.sees("prepare") && at.sees_name(1)) return;
  const bool is_temporary = at.take_any({"temporary", "temp"});
  // MySQL takes the plural for it too.
  const CalledThing called = at.take("tables") ? CalledThing{Thing::table, ""} : take_thing(at);
  if (!called.is_known()) reading.fail();
  const bool concurrently = at.take("concurrently");
  const bool if_exists = at.take_if_exists();
  const std::size_t first = reading.effects.size();
  const bool has_name = called.thing != Thing::role && called.thing != Thing::other;
  do {
    if (reading.effects.size() > first) reading.begin_clause();
    Name object = has_name ? reading.name() : at.take_name().value_or(Name());
    Effect& effect = reading.add(Verb::drop, called.thing, std::move(object));
    effect.word = called.word;
    effect.if_exists = if_exists;
    effect.concurrently = concurrently;
    effect.is_temporary = is_temporary;
    at.skip_brackets();  // the arguments of a routine
  } while (at.take(","));
  const bool may_have_table = called.thing == Thing::index || is_of_table(called.thing);
  if (may_have_table && at.take("on")) set_table_of_part(reading, first);
  const bool cascade = at.take("cascade");
  for (std::size_t i = first; i < reading.effects.size(); ++i) reading.effects[i].cascade = cascade;
}

}  // namespace ebbtide::sql
