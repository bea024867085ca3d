// The parts of a table: columns, keys, indexes and constraints, as CREATE TABLE lists them and
// ALTER TABLE … ADD names them.
//
// The first words decide what a part is, and each of them may be a column's name as well: `key int`
// is a column, `KEY (a)` and `KEY name (a)` are indexes; `check boolean` is a column, `CHECK (…)`
// is none. A bracket at the right place tells them apart (sees_index).
//
// A column's definition is one run of clauses without separators. Its end is a comma or a bracket
// of the list, and a clause nobody knows is passed over word by word, so that new ones do no harm;
// only DEFAULT has to know where its expression ends:
//
//   DEFAULT 1 + 1 NOT NULL            operators and what they join belong to it
//   DEFAULT 'x'::text NOT NULL        so does a cast
//   DEFAULT interval '1 day' NULL     and the text behind the name of a type
//   DEFAULT now() ON UPDATE now()     a bracket behind a name; ON UPDATE is a clause of its own
//
// Keys that a column brings along are effects of their own (`with_column`), under the name that a
// CONSTRAINT before them gives.
#include <set>
#include <utility>

#include "sql/reading.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

class PartReader {
 public:
  PartReader(Reading& reading, Name table, Effects& found)
      : reading_(reading), at_(reading.at), table_(std::move(table)), found_(found) {}

  void read() {
    begin_ = at_.offset();
    const std::size_t first = found_.size();
    read_part();
    at_.skip_part();
    for (std::size_t i = first; i < found_.size(); ++i) found_[i].size = at_.taken_to() - begin_;
  }

 private:
  void read_part() {
    std::string name;
    if (at_.take("constraint") && !at_.take_all({"if", "not", "exists"}) && !sees_key())
      name = reading_.plain_name();
    if (sees_key() || !name.empty()) {
      read_key(std::move(name));
    } else if (sees_index()) {
      read_index();
    } else {
      read_column();
    }
  }

  bool sees_key() const {
    return at_.sees_any({"primary", "unique", "foreign"}) || at_.sees_all({"check", "("}) ||
           sees_exclusion();
  }
  bool sees_exclusion() const {
    return at_.sees_all({"exclude", "using"}) || at_.sees_all({"exclude", "("});
  }

  /// `KEY name (column)`; elsewhere `key` may be a column.
  bool sees_index() const {
    if (at_.sees_any({"fulltext", "spatial", "vector"}))
      return at_.sees_name(1) || at_.sees("(", 1);
    if (!at_.sees_any({"index", "key"})) return false;
    if (at_.sees("if", 1) || at_.sees("using", 2)) return true;
    const std::size_t open = at_.sees("(", 1) ? 1 : 2;
    return at_.sees("(", open) && (at_.sees_name(open + 1) || at_.sees("(", open + 1));
  }

  Effect& add(Thing thing, std::string part) {
    Effect& effect = found_.emplace_back();
    effect.verb = Verb::create;
    effect.thing = thing;
    effect.object = table_;
    effect.part = std::move(part);
    effect.at = begin_;
    return effect;
  }

  void read_key(std::string name) {
    if (at_.take("foreign")) return read_foreign_key(std::move(name));
    if (at_.take("check")) {
      add_check(std::move(name)).not_valid = take_not_valid();
      return;
    }
    if (at_.take("exclude")) return void(add(Thing::exclusion, std::move(name)));
    const bool is_primary = at_.take("primary");
    if (!is_primary) reading_.expect("unique");
    at_.take_any({"key", "index"});
    const bool if_not_exists = at_.take_if_exists();
    if (!at_.sees("(") && !at_.sees("using") && at_.sees_name() && !at_.sees("nulls")) {
      std::string own = reading_.plain_name();
      if (!is_primary) name = std::move(own);
    }
    if (at_.take("nulls")) at_.take_any({"not", "distinct"});
    at_.take("distinct");
    Effect& effect = add(is_primary ? Thing::primary_key : Thing::unique, std::move(name));
    effect.if_exists = if_not_exists;
    effect.index = take_key_shape();
    effect.columns = at_.take_columns();
    effect.index->parts = effect.columns;
    if (at_.take("include")) effect.index->included = at_.take_columns();
  }

  /// Behind CHECK, which is followed by its brackets.
  Effect& add_check(std::string name) {
    Effect& check = add(Thing::check, std::move(name));
    if (at_.at_end()) return check;
    const Token first = *at_.peek();
    at_.skip_brackets();
    check.condition = at_.text_from(first);
    return check;
  }

  /// What stands behind UNIQUE or PRIMARY KEY and its name.
  IndexShape take_key_shape() {
    IndexShape shape{.is_unique = true};
    if (at_.take_all({"using", "index"})) {
      shape.using_index = at_.take_plain_name().value_or("");
    } else if (at_.take("using") && !at_.at_end()) {
      shape.method = at_.peek()->text;
      at_.skip();
    }
    return shape;
  }

  void read_foreign_key(std::string name) {
    at_.take("key");
    const bool if_not_exists = at_.take_if_exists();
    if (!at_.sees("(")) {
      std::string own = reading_.plain_name();
      if (name.empty()) name = std::move(own);
    }
    std::vector<std::string> columns = at_.take_columns();
    reading_.expect("references");
    add_foreign_key(std::move(name), std::move(columns));
    found_.back().if_exists = if_not_exists;
  }

  /// Behind REFERENCES.
  void add_foreign_key(std::string name, std::vector<std::string> columns) {
    Name other = reading_.name();
    Effect& effect = add(Thing::foreign_key, std::move(name));
    effect.other = std::move(other);
    effect.columns = std::move(columns);
    effect.other_columns = at_.take_columns();
    effect.not_valid = take_not_valid();
  }

  /// Whether this part ends in NOT VALID.
  bool take_not_valid() {
    Cursor behind = at_;
    while (!behind.at_end() && !behind.sees_any({",", ")", ";"})) {
      if (behind.take_all({"not", "valid"})) return true;
      if (!behind.skip_brackets()) behind.skip();
    }
    return false;
  }

  void read_index() {
    IndexShape shape;
    if (at_.sees_any({"fulltext", "spatial", "vector"})) shape.method = upper(at_.peek()->text);
    at_.skip();
    at_.take_any({"index", "key"});
    const bool if_not_exists = at_.take_if_exists();
    std::string name = at_.sees("(") || at_.sees("using") ? "" : reading_.plain_name();
    while (!at_.at_end() && !at_.sees("(") && !at_.sees(",")) at_.skip();
    Effect& effect = add(Thing::index, std::move(name));
    effect.if_exists = if_not_exists;
    shape.parts = parts_ahead();
    effect.columns = at_.take_columns();
    effect.index = std::move(shape);
  }

  /// What stands between the brackets that are next, part by part: `a(10)`, `b DESC`.
  std::vector<std::string> parts_ahead() const {
    Cursor at = at_;
    std::vector<std::string> parts;
    if (!at.take("(")) return parts;
    do parts.emplace_back(trim(at.take_part()));
    while (at.take(","));
    return parts;
  }

  void read_column() {
    at_.take("column");
    const bool if_not_exists = at_.take_if_exists();
    std::string name = reading_.plain_name();
    Effect& effect = add(Thing::column, name);
    effect.if_exists = if_not_exists;
    effect.shape = shape_at(at_);
    if (!if_not_exists) read_column_keys(name);
  }

  void read_column_keys(const std::string& column) {
    std::string name;
    std::set<Thing> without_name;  // said again they are the same key
    while (!at_.at_end() && !at_.sees_any({",", ")", ";"})) {
      if (at_.skip_brackets()) continue;
      if (at_.take("constraint")) {
        name = reading_.plain_name();
      } else if (at_.take("references")) {
        add_foreign_key(std::exchange(name, ""), {column});
        found_.back().with_column = true;
      } else if (at_.sees_all({"check", "("})) {
        at_.skip();
        add_check(std::exchange(name, "")).with_column = true;
      } else if (at_.sees_any({"primary", "unique", "key"})) {
        // MySQL takes KEY alone for PRIMARY KEY.
        const bool is_primary = !at_.sees("unique");
        at_.take_any({"primary", "unique"});
        at_.take("key");
        const Thing thing = is_primary ? Thing::primary_key : Thing::unique;
        if (name.empty() && !without_name.insert(thing).second) continue;
        Effect& key = add(thing, std::exchange(name, ""));
        key.columns = {column};
        key.index = IndexShape{.is_unique = true, .parts = {column}};
        key.with_column = true;
      } else {
        at_.skip();
      }
    }
  }

  Reading& reading_;
  Cursor& at_;
  const Name table_;
  Effects& found_;
  std::size_t begin_ = 0;  ///< where the part begins
};

/// An expression: brackets or one value, a sign before it, and a type behind it.
std::string_view take_expression(Cursor& at) {
  if (at.at_end()) return {};
  const Token first = *at.peek();
  if (at.sees_any({"-", "+"})) at.skip();
  if (!at.skip_brackets()) at.skip();
  for (;;) {
    if (at.skip_brackets()) continue;
    if (at.sees_all({":", ":"})) {
      at.skip(2);
      at.take_type();
    } else if (at.take(".")) {
      at.skip();
    } else if (at.sees_any({"-", "+", "*", "/", "%"}) || at.sees_all({"|", "|"})) {
      at.skip(at.sees("|") ? 2 : 1);
      at.skip();
    } else if (first.is("interval") || first.is("timestamp") || first.is("date")) {
      const bool has_text = !at.at_end() && at.peek()->kind == TokenKind::text;
      if (!has_text) break;
      at.skip();
    } else {
      break;
    }
  }
  return at.text_from(first);
}

/// The expression of a generated column and whether its values are stored, which they are not where
/// nobody says so.
void take_generated(Cursor& at, ColumnShape& shape) {
  at.skip_brackets();
  shape.is_virtual = !at.take_any({"stored", "persistent"});
}

/// One clause behind the type of a column.
void take_clause(Cursor& at, ColumnShape& shape) {
  if (at.take_all({"not", "null"})) {
    shape.nullable = false;
  } else if (at.take("null")) {
    if (!shape.nullable) shape.nullable = true;
  } else if (at.take_all({"default", "on", "null"})) {
  } else if (at.take("default")) {
    shape.by_default = take_expression(at);
  } else if (at.take("collate")) {
    shape.collation = at.take_plain_name().value_or("");
  } else if (at.take_any({"auto_increment", "autoincrement"})) {
    shape.is_identity = true;
  } else if (at.take("generated")) {
    const bool is_by_default = at.take_all({"by", "default"});
    if (!is_by_default) at.take("always");
    at.take("as");
    const bool is_identity = at.take("identity");
    shape.is_identity = shape.is_identity || is_identity;
    shape.is_generated = shape.is_generated || !is_identity;
    if (!is_identity) take_generated(at, shape);
  } else if (at.sees_all({"as", "("})) {
    shape.is_generated = true;
    at.skip();
    take_generated(at, shape);
  } else if (at.take_all({"on", "update"})) {
    take_expression(at);
  } else if (at.take("comment") || !at.skip_brackets()) {
    at.skip();
  }
}

}  // namespace

ColumnShape shape_at(const Cursor& at) {
  ColumnShape shape;
  Cursor whole = at;
  shape.definition = whole.take_part();
  Cursor behind = at;
  if (!behind.sees_any({"constraint", "not", "null", "default", "primary", "unique", "check",
                        "references", "generated", "as", "collate"}))
    shape.type = behind.take_type();
  while (!behind.at_end() && !behind.sees_any({",", ")", ";"})) take_clause(behind, shape);
  return shape;
}

void read_table_part(Reading& reading, const Name& table, Effects& found) {
  PartReader(reading, table, found).read();
}

namespace {

/// How many parts are left in the list.
std::size_t count_parts(Cursor at) {
  std::size_t count = 0;
  do {
    at.skip_part();
    ++count;
  } while (at.take(","));
  return count;
}

}  // namespace

void read_table_body(Reading& reading, Effect& creating) {
  Cursor& at = reading.at;
  creating.states_all = at.take("(") && !at.sees_any({"select", "like", "with"});
  // They are big: to move them to a bigger place again and again took as long as to read them.
  if (creating.states_all) creating.parts.reserve(count_parts(at));
  while (creating.states_all && !at.at_end() && !at.take(")")) {
    if (at.sees_any({"like", "exclude"}) || at.sees_all({"period", "for"})) {
      creating.states_all = false;
    } else {
      read_table_part(reading, creating.object, creating.parts);
      at.take(",");
    }
  }
  // A new table that inherits, or is made of rows, has columns that it does not state.
  Cursor behind = at;
  for (; !behind.at_end() && !behind.sees(";"); behind.skip()) {
    if (behind.sees_any({"select", "inherits"})) creating.states_all = false;
  }
}

}  // namespace ebbtide::sql
