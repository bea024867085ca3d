#include "database/sql_table_parts.h"

#include <utility>

namespace ebbtide {
namespace {

class PartReader {
 public:
  PartReader(SqlCursor& cursor, const SqlObject& table, std::vector<SqlEffect>& effects)
      : cursor_(cursor), table_(table), effects_(effects) {}

  void read() {
    std::string name;
    if (cursor_.take("constraint") && !is_key()) name = cursor_.take_plain_name();
    if (is_key() || !name.empty()) {
      read_key(std::move(name));
    } else if (is_index()) {
      read_index();
    } else {
      read_column();
    }
    cursor_.skip_part();
  }

 private:
  bool is_key() const { return cursor_.next_is_any({"primary", "unique", "foreign", "check"}); }

  /// `KEY name (column)`; elsewhere `key` may be a column.
  bool is_index() const {
    if (cursor_.next_is_any({"fulltext", "spatial"})) return true;
    if (!cursor_.next_is_any({"index", "key"})) return false;
    const std::size_t open = cursor_.next_is("(", 1) ? 1 : 2;
    return cursor_.next_is("(", open) && cursor_.peek(open + 1) != nullptr &&
           cursor_.peek(open + 1)->is_name();
  }

  SqlEffect& add(SqlAction action, std::string part) {
    SqlEffect& effect = effects_.emplace_back();
    effect.action = action;
    effect.object = table_;
    effect.part = std::move(part);
    return effect;
  }

  void read_key(std::string name) {
    if (cursor_.take("foreign")) return read_foreign_key(std::move(name));
    std::string kind = "check";
    if (cursor_.take("primary")) {
      kind = "primary key";
      cursor_.take("key");
    } else if (cursor_.take("unique")) {
      kind = "unique constraint";
      cursor_.take_any({"key", "index"});
      if (!cursor_.next_is("(") && !cursor_.at_end()) name = cursor_.take_plain_name();
    }
    SqlEffect& effect = add(SqlAction::add_constraint, std::move(name));
    effect.kind = kind;
    if (kind != "check") effect.columns = cursor_.take_columns();
  }

  void read_foreign_key(std::string name) {
    cursor_.take("key");
    if (!cursor_.next_is("(")) name = cursor_.take_plain_name();
    std::vector<std::string> columns = cursor_.take_columns();
    if (!cursor_.take("references")) return cursor_.give_up();
    add_foreign_key(std::move(name), std::move(columns));
  }

  /// Behind REFERENCES.
  void add_foreign_key(std::string name, std::vector<std::string> columns) {
    const SqlObject other = cursor_.take_name();
    SqlEffect& effect = add(SqlAction::add_foreign_key, std::move(name));
    effect.other = other;
    effect.columns = std::move(columns);
    effect.mentioned = cursor_.take_columns();
  }

  void read_index() {
    cursor_.skip();
    cursor_.take_any({"index", "key"});
    const bool if_not_exists = cursor_.take_if_exists();
    const std::string name = cursor_.next_is("(") ? "" : cursor_.take_plain_name();
    while (!cursor_.at_end() && !cursor_.next_is("(")) cursor_.skip();
    SqlEffect& effect = add(SqlAction::create_index, name);
    effect.if_exists = if_not_exists;
    effect.columns = cursor_.take_columns();
  }

  void read_column() {
    cursor_.take("column");
    const bool if_not_exists = cursor_.take_if_exists();
    const std::string name = cursor_.take_plain_name();
    SqlCursor ahead = cursor_;
    SqlEffect& effect = add(SqlAction::add_column, name);
    effect.if_exists = if_not_exists;
    effect.definition = ahead.take_part_text();
    if (!if_not_exists) read_column_keys(name);
  }

  void read_column_keys(const std::string& column) {
    std::string name;
    while (!cursor_.at_end() && !cursor_.next_is_any({",", ")"})) {
      if (cursor_.next_is("(")) {
        cursor_.skip();
        while (!cursor_.at_end() && !cursor_.next_is(")")) {
          cursor_.skip_part();
          cursor_.take(",");
        }
        cursor_.skip();
      } else if (cursor_.take("constraint")) {
        name = cursor_.take_plain_name();
      } else if (cursor_.take("references")) {
        add_foreign_key(std::exchange(name, ""), {column});
      } else if (cursor_.next_is_any({"primary", "unique"})) {
        const bool is_primary = cursor_.next_is("primary");
        cursor_.skip();
        SqlEffect& key = add(SqlAction::add_constraint, std::exchange(name, ""));
        key.kind = is_primary ? "primary key" : "unique constraint";
        key.columns = {column};
      } else {
        cursor_.skip();
      }
    }
  }

  SqlCursor& cursor_;
  const SqlObject table_;
  std::vector<SqlEffect>& effects_;
};

}  // namespace

void read_table_part(SqlCursor& cursor, const SqlObject& table, std::vector<SqlEffect>& effects) {
  PartReader(cursor, table, effects).read();
}

void read_table_body(SqlCursor& cursor, SqlEffect& creating) {
  creating.states_all = cursor.take("(") && !cursor.next_is_any({"select", "like"});
  while (creating.states_all && cursor.understood() && !cursor.at_end() && !cursor.take(")")) {
    if (cursor.next_is_any({"like", "exclude", "period"})) {
      creating.states_all = false;
    } else {
      read_table_part(cursor, creating.object, creating.parts);
      cursor.take(",");
    }
  }
  // A new table that inherits, or is made of rows, has columns that it does not state.
  if (cursor.has_behind("select") || cursor.has_behind("inherits")) creating.states_all = false;
}

}  // namespace ebbtide
