// ALTER: the actions of ALTER TABLE, and what is altered besides tables.
//
// Names are no keywords to most servers, so that each choice looks at what follows before it
// believes a word:
//
//   DROP index              the column `index`; DROP INDEX i is an index
//   DROP partition          the column; DROP PARTITION p, q are partitions
//   ADD partition varchar   a column; ADD PARTITION (…), ADD PARTITION IF … are partitions
//   RENAME a                MySQL: the table is called `a` from here on; RENAME a TO b is a column
//
// CHANGE and MODIFY state a column anew, so that what they do not say is lost: they are `alter
// column` with a shape, and CHANGE is a rename behind it. Options are the one list that would never
// be complete. What has a `=` is one, and so is what begins with a word of the table `options`; all
// of them come to `alter table`, whose only message is that the table is touched.
#include <algorithm>
#include <iterator>
#include <utility>

#include "sql/reading.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

/// The words that the options of ALTER TABLE begin with, where no `=` need follow.
constexpr std::string_view options[] = {
    // PostgreSQL
    "set", "reset", "owner", "cluster", "enable", "disable", "inherit", "no", "replica", "of",
    "not", "force",
    // MySQL and MariaDB
    "algorithm", "auto_increment", "avg_row_length", "character", "charset", "checksum", "collate",
    "comment", "compression", "connection", "convert", "data", "default", "delay_key_write",
    "discard", "encryption", "engine", "import", "index", "insert_method", "key_block_size", "lock",
    "max_rows", "min_rows", "order", "pack_keys", "password", "row_format", "stats_auto_recalc",
    "stats_persistent", "stats_sample_pages", "tablespace", "type", "union", "with", "without"};

bool ends(const Cursor& at) { return at.at_end() || at.sees_any({",", ";"}); }

class TableReader {
 public:
  TableReader(Reading& reading, Name table)
      : reading_(reading), at_(reading.at), table_(std::move(table)) {}

  void read_action() {
    if (at_.take("drop")) return read_drop();
    if (at_.take("add")) return read_add();
    if (at_.take("rename")) return read_rename();
    if (at_.take("change")) return read_stated(true);
    if (at_.take("modify")) return read_stated(false);
    if (at_.take("alter")) return read_alter();
    if (at_.take_all({"validate", "constraint"}))
      return void(add(Verb::validate, Thing::constraint, reading_.plain_name()));
    if (at_.take_all({"set", "schema"}))
      return void(add(Verb::move, Thing::table).other.place = reading_.plain_name());
    if (sees_partition()) return read_partition();
    if (!sees_option()) reading_.fail();
    add(Verb::alter, Thing::table);
  }

 private:
  Effect& add(Verb verb, Thing thing, std::string part = {}) {
    return reading_.add(verb, thing, table_, std::move(part));
  }

  /// What neither makes nor removes anything: options, whose words are many.
  bool sees_option() const {
    return at_.sees("=", 1) || std::any_of(std::begin(options), std::end(options),
                                           [&](std::string_view word) { return at_.sees(word); });
  }

  bool sees_partition() const {
    return at_.sees("partition", 1) || at_.sees_all({"partition", "by"}) ||
           at_.sees("partitioning", 1);
  }

  /// What begins with its own word: `ATTACH PARTITION p`, `EXCHANGE PARTITION p WITH TABLE t`,
  /// `PARTITION BY …`, `REMOVE PARTITIONING`.
  void read_partition() {
    Verb verb = Verb::alter;
    if (at_.sees_any({"attach", "detach", "exchange", "convert"})) verb = Verb::move;
    if (at_.sees("truncate")) verb = Verb::truncate;
    const std::string word = verb == Verb::truncate ? "" : lower(at_.peek()->text);
    const bool is_attached = at_.sees_any({"attach", "detach"});
    at_.skip();
    const bool has_name = at_.take("partition") && at_.sees_name();
    if (!has_name) return void(add(verb, Thing::partition).word = word);
    Name partition = reading_.name();
    Effect& effect = add(verb, Thing::partition, partition.name);
    effect.word = word;
    effect.concurrently = at_.take("concurrently");
    if (is_attached) effect.other = std::move(partition);
    if (at_.take_any({"with", "to"}) && at_.take("table")) effect.other = reading_.name();
  }

  void read_drop() {
    if (at_.take_all({"primary", "key"})) return void(add(Verb::drop, Thing::primary_key));
    if (at_.sees("partition") && at_.sees_name(1)) {
      at_.skip();
      const bool if_exists = at_.take_if_exists();
      do {
        reading_.begin_clause();
        add(Verb::drop, Thing::partition, reading_.plain_name()).if_exists = if_exists;
      } while (at_.sees(",") && at_.sees_name(1) && at_.take(","));
      return;
    }
    if (at_.sees_all({"system", "versioning"}) || at_.sees_all({"period", "for"}))
      return void(add(Verb::alter, Thing::table).word = "versioning");
    Thing thing = Thing::column;
    if (at_.take("constraint")) {
      thing = Thing::constraint;
    } else if (at_.sees("check") && at_.sees_name(1)) {
      at_.skip();
      thing = Thing::check;
    } else if (at_.take_all({"foreign", "key"})) {
      thing = Thing::foreign_key;
    } else if (at_.sees_any({"index", "key"}) && at_.sees_name(1)) {
      at_.skip();
      thing = Thing::index;
    } else {
      at_.take("column");
    }
    const bool if_exists = at_.take_if_exists();
    Effect& effect = add(Verb::drop, thing);
    effect.part = reading_.plain_name();
    effect.if_exists = if_exists;
    effect.cascade = at_.take("cascade");
  }

  /// `CONSTRAINT n NOT NULL a NOT VALID`, which PostgreSQL 18 knows besides SET NOT NULL.
  bool read_added_not_null() {
    Cursor behind = at_;
    if (behind.take("constraint") && !behind.take_plain_name()) return false;
    if (!behind.take_all({"not", "null"}) || !behind.sees_name()) return false;
    at_ = behind;
    Effect& effect = add(Verb::set_not_null, Thing::column);
    effect.part = reading_.plain_name();
    at_.take_all({"no", "inherit"});
    effect.not_valid = at_.take_all({"not", "valid"});
    return true;
  }

  void read_add() {
    // Elsewhere a column may be called so.
    if (at_.sees("partition") && at_.sees_any({"(", "if", "partitions", "local"}, 1)) {
      at_.skip();
      return read_new_partitions();
    }
    if (at_.sees_all({"system", "versioning"}) || at_.sees_all({"period", "for"}))
      return void(add(Verb::alter, Thing::table).word = "versioning");
    if (read_added_not_null()) return;
    Cursor behind = at_;
    behind.take("column");
    const bool if_exists = behind.take_if_exists();
    if (!behind.take("(")) return read_table_part(reading_, table_, reading_.effects);
    at_ = behind;  // MySQL: ADD (a int, b int)
    const std::size_t first = reading_.effects.size();
    do {
      read_table_part(reading_, table_, reading_.effects);
    } while (at_.take(","));
    at_.take(")");
    for (std::size_t i = first; i < reading_.effects.size(); ++i)
      reading_.effects[i].if_exists |= if_exists;
  }

  /// `ADD PARTITION (PARTITION p VALUES …, …)`, `ADD PARTITION PARTITIONS 4`.
  void read_new_partitions() {
    const bool if_exists = at_.take_if_exists();
    if (!at_.take("(")) return void(add(Verb::create, Thing::partition).if_exists = if_exists);
    do {
      at_.take("partition");
      add(Verb::create, Thing::partition, reading_.plain_name()).if_exists = if_exists;
      at_.skip_part();
    } while (at_.take(","));
    at_.take(")");
  }

  static Thing taken_part(Cursor& at) {
    if (at.sees("constraint") && at.sees_name(1) && at.take("constraint")) return Thing::constraint;
    const bool is_index = at.sees_any({"index", "key"}) && at.sees("to", 2);
    if (is_index) at.skip();
    return is_index ? Thing::index : Thing::column;
  }

  void read_rename() {
    const Thing thing = taken_part(at_);
    const bool says_column = thing == Thing::column && at_.sees_name(1) && at_.take("column");
    const bool is_table = thing == Thing::column && !says_column && at_.take_any({"to", "as", "="});
    const bool if_exists = at_.take_if_exists();
    Name from = reading_.name();
    // MySQL: RENAME new
    if (is_table || (thing == Thing::column && !says_column && ends(at_)))
      return void(add(Verb::rename, Thing::table).other = std::move(from));
    reading_.expect("to");
    std::string to = reading_.plain_name();
    Effect& effect = add(Verb::rename, thing, std::move(from.name));
    effect.other.name = std::move(to);
    effect.if_exists = if_exists;
  }

  /// MySQL's CHANGE and MODIFY: the column is what stands behind its name, and nothing else.
  void read_stated(bool with_new_name) {
    at_.take("column");
    const bool if_exists = at_.take_if_exists();
    const std::string from = reading_.plain_name();
    const std::string to = with_new_name ? reading_.plain_name() : from;
    Effect& effect = add(Verb::alter, Thing::column, from);
    effect.if_exists = if_exists;
    effect.shape = shape_at(at_);
    for (Cursor behind = at_; !behind.at_end() && !behind.sees_any({",", ")", ";"});) {
      if (behind.sees("unique")) {
        add_unique(from);
        break;
      }
      if (!behind.skip_brackets()) behind.skip();
    }
    if (equals_ignoring_case(from, to)) return;
    Effect& renamed = add(Verb::rename, Thing::column, from);
    renamed.other.name = to;
    renamed.if_exists = if_exists;
  }

  void add_unique(const std::string& column) {
    Effect& key = add(Verb::create, Thing::unique);
    key.columns = {column};
    key.with_column = true;
  }

  void read_alter() {
    const auto takes_thing = [&](std::string_view word) {
      return at_.sees(word) && at_.sees_name(1) && !at_.sees_any({"set", "type", "drop"}, 1) &&
             at_.take(word);
    };
    if (takes_thing("index") || takes_thing("key"))
      return void(add(Verb::alter, Thing::index, reading_.plain_name()));
    if (takes_thing("constraint"))
      return void(add(Verb::alter, Thing::constraint, reading_.plain_name()));
    if (takes_thing("check")) return void(add(Verb::alter, Thing::check, reading_.plain_name()));
    if (at_.sees_name(1)) at_.take("column");
    const bool if_exists = at_.take_if_exists();
    const std::string column = reading_.plain_name();
    read_column_action(column);
    reading_.effects.back().if_exists = if_exists;
  }

  void read_column_action(const std::string& column) {
    if (at_.take("type") || at_.take_all({"set", "data", "type"})) {
      Effect& effect = add(Verb::set_type, Thing::column, column);
      effect.shape = shape_at(at_);
    } else if (at_.take_all({"set", "default"})) {
      Effect& effect = add(Verb::set_default, Thing::column, column);
      effect.shape.emplace().by_default = at_.take_part();
    } else if (at_.take_all({"drop", "default"})) {
      add(Verb::drop_default, Thing::column, column);
    } else if (at_.take_all({"set", "not", "null"})) {
      add(Verb::set_not_null, Thing::column, column);
    } else if (at_.take_all({"drop", "not", "null"})) {
      add(Verb::drop_not_null, Thing::column, column);
    } else if (at_.take_all({"drop", "expression"})) {
      add(Verb::alter, Thing::column, column).word = "expression";
    } else {
      add(Verb::alter, Thing::column, column);
    }
  }

  Reading& reading_;
  Cursor& at_;
  const Name table_;
};

/// The new name or schema of something; false where it is altered in another way.
bool read_new_name(Reading& reading, Thing thing, const Name& object) {
  Cursor& at = reading.at;
  if (at.take_all({"rename", "to"})) {
    Name other = reading.name();
    reading.add(Verb::rename, thing, object).other = std::move(other);
    return true;
  }
  if (!at.take_all({"set", "schema"})) return false;
  std::string place = reading.plain_name();
  reading.add(Verb::move, thing, object).other.place = std::move(place);
  return true;
}

void read_altered_index(Reading& reading, const Name& index) {
  Cursor& at = reading.at;
  const Name table{index.place, ""};
  if (at.take_all({"rename", "to"})) {
    std::string to = reading.plain_name();
    reading.add(Verb::rename, Thing::index, table, index.name).other.name = std::move(to);
    return;
  }
  reading.add(Verb::alter, Thing::index, table, index.name);
}

void read_altered_type(Reading& reading, const Name& type) {
  Cursor& at = reading.at;
  if (at.take_all({"add", "value"})) {
    const bool if_exists = at.take_if_exists();
    if (at.at_end()) reading.fail();
    reading.add(Verb::create, Thing::enum_value, type, at.peek()->value()).if_exists = if_exists;
    return;
  }
  if (at.take_all({"rename", "value"})) {
    if (at.peek(2) == nullptr) reading.fail();
    Effect& effect = reading.add(Verb::rename, Thing::enum_value, type, at.peek()->value());
    effect.other.name = at.peek(2)->value();
    return;
  }
  reading.add(Verb::alter, Thing::type, type);
}

void read_altered_domain(Reading& reading, const Name& domain) {
  Cursor& at = reading.at;
  Verb verb = Verb::alter;
  if (at.take_all({"set", "default"})) verb = Verb::set_default;
  if (at.take_all({"drop", "default"})) verb = Verb::drop_default;
  if (at.take_all({"set", "not", "null"})) verb = Verb::set_not_null;
  if (at.take_all({"drop", "not", "null"})) verb = Verb::drop_not_null;
  if (at.take_all({"validate", "constraint"})) verb = Verb::validate;
  reading.add(verb, Thing::domain, domain);
}

/// `ALTER TRIGGER name ON table RENAME TO other`, and rules and policies.
void read_altered_part(Reading& reading, Thing thing, const Name& part) {
  reading.expect("on");
  const Name table = reading.name();
  if (!reading.at.take_all({"rename", "to"}))
    return void(reading.add(Verb::alter, thing, table, part.name));
  std::string to = reading.plain_name();
  reading.add(Verb::rename, thing, table, part.name).other.name = std::move(to);
}

/// A view's columns can be renamed, and get defaults.
void read_altered_view(Reading& reading, Thing thing, const Name& view) {
  Cursor& at = reading.at;
  if (at.sees_any({"rename", "alter"})) return TableReader(reading, view).read_action();
  Cursor behind = at;
  while (!behind.at_end() && !behind.sees_any({"as", ";"})) behind.skip();
  if (!behind.take("as")) return void(reading.add(Verb::alter, thing, view));
  Effect& effect = reading.add(Verb::create, thing, view);  // MySQL: ALTER VIEW v AS SELECT …
  effect.replaces = true;
  read_query(behind, effect);
}

void read_altered(Reading& reading, const CalledThing& called) {
  Cursor& at = reading.at;
  const bool if_exists = at.take_if_exists();
  const std::size_t first = reading.effects.size();
  const Name object = at.take_name().value_or(Name());
  if (called.thing == Thing::function || called.thing == Thing::procedure) at.skip_brackets();
  if (called.thing == Thing::trigger || called.thing == Thing::rule ||
      called.thing == Thing::policy) {
    read_altered_part(reading, called.thing, object);
  } else if (called.thing == Thing::index) {
    read_altered_index(reading, object);
  } else if (!read_new_name(reading, called.thing, object)) {
    if (called.thing == Thing::type) {
      read_altered_type(reading, object);
    } else if (called.thing == Thing::domain) {
      read_altered_domain(reading, object);
    } else if (is_relation(called.thing)) {
      read_altered_view(reading, called.thing, object);
    } else {
      reading.add(Verb::alter, called.thing, object).word = called.word;
    }
  }
  for (std::size_t i = first; i < reading.effects.size(); ++i)
    reading.effects[i].if_exists |= if_exists;
}

void skip_view_options(Cursor& at) {
  while (at.sees_any({"algorithm", "definer"}) || at.sees_all({"sql", "security"})) {
    at.skip();
    while (!at.at_end() && !at.sees_any({"view", "event", "definer", "sql", ";"})) at.skip();
  }
}

}  // namespace

void read_table_actions(Reading& reading, const Name& table) {
  Cursor& at = reading.at;
  do {
    reading.begin_clause();
    const std::size_t first = reading.effects.size();
    TableReader(reading, table).read_action();
    at.skip_part();
    reading.end_clause(first);
  } while (at.take(","));
}

void read_alter(Reading& reading) {
  Cursor& at = reading.at;
  at.take_any({"online", "ignore"});
  at.take("ignore");
  if (at.take_all({"default", "privileges"}))
    return void(reading.add(Verb::grant, Thing::other).word = "default privileges");
  if (at.take_any({"system", "instance"})) return void(reading.add(Verb::alter, Thing::setting));
  skip_view_options(at);
  const CalledThing called = take_thing(at);
  if (!called.is_known()) reading.fail();
  if (called.thing != Thing::table) return read_altered(reading, called);
  const bool if_exists = at.take_if_exists();
  at.take("only");
  const Name table = reading.name();
  at.take("*");
  if (at.sees_any({"wait", "nowait"})) at.skip(at.sees("wait") ? 2 : 1);
  const std::size_t first = reading.effects.size();
  read_table_actions(reading, table);
  for (std::size_t i = first; i < reading.effects.size(); ++i)
    reading.effects[i].if_exists |= if_exists;
}

}  // namespace ebbtide::sql
