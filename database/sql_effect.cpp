// Statements are read as far as a rollback plan needs: which object they make, change or remove.
// The grammar is the part that PostgreSQL, MySQL, MariaDB and SQLite have in common, with the
// spellings of each; whatever does not fit is `unknown`, never a guess.
#include "database/sql_effect.h"

#include <algorithm>
#include <array>

#include "database/dialect.h"
#include "database/sql_query.h"
#include "database/sql_table_parts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

struct Kind {
  std::string_view word;
  SqlAction create;
  SqlAction drop;
};
constexpr std::array kinds{
    Kind{"table", SqlAction::create_table, SqlAction::drop_table},
    Kind{"view", SqlAction::create_view, SqlAction::drop_view},
    Kind{"index", SqlAction::create_index, SqlAction::drop_index},
    Kind{"sequence", SqlAction::create_other, SqlAction::drop_sequence},
    Kind{"function", SqlAction::create_other, SqlAction::drop_other},
    Kind{"procedure", SqlAction::create_other, SqlAction::drop_other},
    Kind{"trigger", SqlAction::create_other, SqlAction::drop_other},
    Kind{"type", SqlAction::create_other, SqlAction::drop_other},
    Kind{"domain", SqlAction::create_other, SqlAction::drop_other},
    Kind{"extension", SqlAction::create_other, SqlAction::drop_other},
};

class Reader {
 public:
  Reader(std::string_view sql, const Dialect& dialect) : cursor_(sql, dialect) {}

  std::vector<SqlEffect> run() {
    if (cursor_.at_end()) return {};
    const bool is_program = makes_program();
    if (!is_program && has_several()) return unknown();
    read_statement();
    if (!cursor_.understood()) return unknown();
    return std::move(effects_);
  }

 private:
  static std::vector<SqlEffect> unknown() { return {SqlEffect{}}; }

  bool has_several() const {
    const auto& tokens = cursor_.tokens();
    return std::any_of(tokens.begin(), tokens.end(), [](const auto& one) { return one.is(";"); });
  }

  /// Whether the statement makes a routine or a trigger, whose body has semicolons of its own.
  bool makes_program() const {
    if (!cursor_.next_is("create")) return false;
    for (const sql::Token& token : cursor_.tokens()) {
      if (token.is("procedure") || token.is("function") || token.is("trigger")) return true;
      if (token.is("table") || token.is("view") || token.is("index") || token.is(";")) return false;
    }
    return false;
  }

  SqlEffect& add(SqlAction action, SqlObject object) {
    SqlEffect& effect = effects_.emplace_back();
    effect.action = action;
    effect.object = std::move(object);
    return effect;
  }

  void read_statement() {
    SqlCursor& at = cursor_;
    if (at.take("drop")) return read_drop();
    if (at.take("create")) return read_create();
    if (at.take("alter")) return read_alter();
    if (at.take("delete")) return read_delete();
    if (at.take_any({"insert", "replace"})) return read_insert();
    if (at.take("update")) return read_update();
    if (at.take("truncate")) return read_truncate();
    if (at.take("rename")) return read_rename();
    if (at.take("comment")) return read_comment();
    if (at.next_is("set") && changes_the_rules()) return at.give_up();
    const bool reads = at.next_is("select");
    if (!at.take_any(
            {"set", "pragma", "show", "values", "explain", "grant", "revoke", "analyze", "select"}))
      return at.give_up();
    // A function may do anything; a statement that calls none does nothing.
    const bool calls = reads && contains(at.sql(), "(");
    add(calls ? SqlAction::unknown : SqlAction::nothing, {});
  }

  /// Whether a SET makes later statements mean something else.
  bool changes_the_rules() const {
    const auto& tokens = cursor_.tokens();
    return std::any_of(tokens.begin(), tokens.end(), [](const sql::Token& token) {
      return token.is("foreign_key_checks") || token.is("search_path") || token.is("schema") ||
             token.is("session_replication_role");
    });
  }

  const Kind* take_kind() {
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const Kind& one) { return cursor_.take(one.word); });
    return kind == kinds.end() ? nullptr : &*kind;
  }

  void read_drop() {
    if (cursor_.next_is("temporary")) return cursor_.give_up();
    cursor_.take_any({"materialized", "foreign"});
    const Kind* const kind = take_kind();
    if (kind == nullptr) return cursor_.give_up();
    const bool concurrently = cursor_.take("concurrently");
    const bool if_exists = cursor_.take_if_exists();
    do {
      SqlEffect& effect = add(kind->drop, cursor_.take_name());
      effect.kind = kind->word;
      effect.if_exists = if_exists;
      effect.concurrently = concurrently;
      if (cursor_.next_is("(")) cursor_.take_columns();  // the arguments of a routine
    } while (cursor_.take(","));
    const bool has_table =
        kind->drop == SqlAction::drop_index || (kind->drop == SqlAction::drop_other);
    if (has_table && cursor_.take("on")) set_table_of_part();
    const bool cascade = cursor_.has_behind("cascade");
    for (SqlEffect& effect : effects_) effect.cascade = cascade;
  }

  /// `DROP INDEX name ON table`, `DROP TRIGGER name ON table`.
  void set_table_of_part() {
    SqlEffect& effect = effects_.front();
    effect.part = effect.object.name;
    effect.object = cursor_.take_name();
  }

  void read_create() {
    bool replaces = false, is_temporary = false;
    for (bool goes_on = true; goes_on;) {
      if (cursor_.take("replace")) {
        replaces = true;
      } else if (cursor_.take_any({"temporary", "temp"})) {
        is_temporary = true;
      } else if (cursor_.next_is_any({"algorithm", "definer", "sql"})) {
        skip_view_option();
      } else {
        goes_on = cursor_.take_any({"or", "unique", "materialized", "unlogged", "recursive",
                                    "force", "constraint", "fulltext", "spatial"});
      }
    }
    const Kind* const kind = take_kind();
    if (kind == nullptr) return cursor_.give_up();
    const bool concurrently = cursor_.take("concurrently");
    const bool if_not_exists = cursor_.take_if_exists();
    if (kind->create == SqlAction::create_index)
      return read_create_index(concurrently, if_not_exists);
    const std::size_t place = effects_.size();
    add(kind->create, cursor_.take_name());
    effects_[place].kind = kind->word;
    effects_[place].if_exists = if_not_exists;
    effects_[place].replaces = replaces;
    if (is_temporary) return void(effects_[place] = SqlEffect{SqlAction::unknown});
    if (kind->create == SqlAction::create_table) return read_new_table(place);
    if (kind->create == SqlAction::create_view) read_query(effects_[place]);
    if (kind->word == "trigger") read_trigger_table(place);
  }

  /// The query of a view: all names in it, and the tables and views that it surely reads.
  void read_query(SqlEffect& view) {
    view.mentioned = cursor_.names_behind();
    const bool may_name_queries = cursor_.has_behind("with");
    if (!may_name_queries) view.reads = relations_read(cursor_);
  }

  /// MySQL: ALGORITHM = …, DEFINER = user@host and SQL SECURITY … before VIEW, PROCEDURE, …
  void skip_view_option() {
    cursor_.skip();
    while (!cursor_.at_end() &&
           !cursor_.next_is_any({"view", "procedure", "function", "trigger", "definer", "sql",
                                 "event", "aggregate", "algorithm"}))
      cursor_.skip();
  }

  /// The table in `CREATE TRIGGER name … ON table`.
  void read_trigger_table(std::size_t place) {
    while (!cursor_.at_end() && !cursor_.take("on")) cursor_.skip();
    effects_[place].part = effects_[place].object.name;
    effects_[place].object = cursor_.take_name();
  }

  /// The columns and keys of a new table, and the tables its foreign keys point to.
  void read_new_table(std::size_t place) {
    SqlCursor body = cursor_;
    read_table_body(body, effects_[place]);
    if (!body.understood()) {
      effects_[place].parts.clear();
      effects_[place].states_all = false;
    }
    const SqlObject table = effects_[place].object;
    while (!cursor_.at_end()) {
      if (!cursor_.take("references")) {
        cursor_.skip();
        continue;
      }
      const SqlObject other = cursor_.take_name();
      SqlEffect& effect = add(SqlAction::add_foreign_key, table);
      effect.other = other;
      effect.is_part = true;
    }
  }

  void read_create_index(bool concurrently, bool if_not_exists) {
    const std::string index = cursor_.next_is("on") ? "" : cursor_.take_name().name;
    while (!cursor_.at_end() && !cursor_.next_is("on")) cursor_.skip();  // MySQL: USING BTREE
    if (!cursor_.take("on")) return cursor_.give_up();
    cursor_.take("only");
    SqlEffect& effect = add(SqlAction::create_index, cursor_.take_name());
    effect.part = index;
    effect.concurrently = concurrently;
    effect.if_exists = if_not_exists;
    if (cursor_.take("using")) cursor_.skip();
    effect.columns = cursor_.take_columns();
  }

  void read_alter() {
    cursor_.take_any({"online", "ignore"});
    cursor_.take("materialized");
    const bool is_index = cursor_.next_is("index");
    const bool is_relation = cursor_.next_is_any({"view", "sequence"});
    if (cursor_.take_any({"sequence", "view", "index", "type", "domain", "function", "procedure"}))
      return read_alter_other(is_index, is_relation);
    if (!cursor_.take("table")) return cursor_.give_up();
    const bool if_exists = cursor_.take_if_exists();
    cursor_.take("only");
    const SqlObject table = cursor_.take_name();
    const std::size_t first = effects_.size();
    do {
      read_table_action(table);
      cursor_.skip_part();
    } while (cursor_.take(","));
    for (std::size_t i = first; i < effects_.size(); ++i) effects_[i].if_exists |= if_exists;
  }

  void read_alter_other(bool is_index, bool is_relation) {
    const bool if_exists = cursor_.take_if_exists();
    if (!cursor_.has_behind("rename")) return void(add(SqlAction::nothing, {}));
    const SqlObject object = cursor_.take_name();
    const bool renames = cursor_.take("rename") && cursor_.take("to");
    if (!renames || (!is_index && !is_relation)) return cursor_.give_up();
    const SqlObject other = cursor_.take_name();
    SqlEffect& effect = add(is_index ? SqlAction::rename_part : SqlAction::rename_table,
                            is_index ? SqlObject{object.schema, ""} : object);
    if (is_index) effect.part = object.name;
    effect.other = other;
    effect.if_exists = if_exists;
  }

  void read_table_action(const SqlObject& table) {
    if (cursor_.take("drop")) return read_drop_part(table);
    if (cursor_.take("add")) return read_add_part(table);
    if (cursor_.take("rename")) return read_rename_part(table);
    if (cursor_.take("change")) {  // MySQL: CHANGE old new type
      cursor_.take("column");
      const bool if_exists = cursor_.take_if_exists();
      const std::string from = cursor_.take_plain_name();
      return add_stated_column(table, from, cursor_.take_plain_name(), if_exists);
    }
    if (cursor_.take("modify")) {
      cursor_.take("column");
      const bool if_exists = cursor_.take_if_exists();
      const std::string name = cursor_.take_plain_name();
      return add_stated_column(table, name, name, if_exists);
    }
    SqlEffect& effect = add(SqlAction::alter_table, table);
    if (!cursor_.take("alter")) return;
    cursor_.take("column");
    const std::string name = cursor_.take_plain_name();
    effect.part = name;
  }

  /// MySQL's CHANGE and MODIFY: the column is what stands behind its name, and nothing else.
  void add_stated_column(const SqlObject& table, const std::string& from, const std::string& to,
                         bool if_exists) {
    SqlEffect& effect = add(SqlAction::alter_column, table);
    effect.part = from;
    effect.if_exists = if_exists;
    effect.definition = cursor_.take_part_text();
    if (equals_ignoring_case(from, to)) return;
    SqlEffect& renamed = add(SqlAction::rename_column, table);
    renamed.part = from;
    renamed.other.name = to;
    renamed.if_exists = if_exists;
  }

  void read_drop_part(const SqlObject& table) {
    if (cursor_.take("primary")) return void(add(SqlAction::drop_primary_key, table));
    SqlAction action = SqlAction::drop_column;
    if (cursor_.take_any({"constraint", "check"})) {
      action = SqlAction::drop_constraint;
    } else if (cursor_.take("foreign")) {
      cursor_.take("key");
      action = SqlAction::drop_constraint;
    } else if (cursor_.take_any({"index", "key"})) {
      action = SqlAction::drop_index;
    } else if (cursor_.next_is("partition")) {
      return cursor_.give_up();
    } else {
      cursor_.take("column");
    }
    const bool if_exists = cursor_.take_if_exists();
    const std::string name = cursor_.take_plain_name();
    SqlEffect& effect = add(action, table);
    effect.part = name;
    effect.if_exists = if_exists;
    effect.cascade = cursor_.take("cascade");
  }

  void read_add_part(const SqlObject& table) {
    SqlCursor behind = cursor_;
    behind.take("column");
    behind.take_if_exists();
    if (!behind.take("(")) return read_table_part(cursor_, table, effects_);
    cursor_ = behind;  // MySQL: ADD (a int, b int)
    do {
      read_table_part(cursor_, table, effects_);
    } while (cursor_.take(","));
    cursor_.take(")");
  }

  void read_rename_part(const SqlObject& table) {
    const bool is_part = cursor_.take_any({"constraint", "index", "key"});
    const bool is_column = !is_part && cursor_.take("column");
    const bool is_table = cursor_.take_any({"to", "as"});
    const SqlObject from = cursor_.take_name();
    // MySQL: RENAME new
    if (is_table || (!is_part && !is_column && (cursor_.at_end() || cursor_.next_is(","))))
      return void(add(SqlAction::rename_table, table).other = from);
    if (!cursor_.take("to")) return cursor_.give_up();
    const std::string to = cursor_.take_plain_name();
    SqlEffect& effect = add(is_part ? SqlAction::rename_part : SqlAction::rename_column, table);
    effect.part = from.name;
    effect.other.name = to;
  }

  void read_delete() {
    if (!cursor_.take("from")) return cursor_.give_up();
    cursor_.take("only");
    const SqlObject table = cursor_.take_name();
    const std::string_view sql = cursor_.sql();
    std::string where;
    if (cursor_.next_is("where"))
      where = sql.substr(cursor_.peek()->begin.offset,
                         cursor_.tokens().back().end() - cursor_.peek()->begin.offset);
    SqlEffect& effect = add(SqlAction::delete_rows, table);
    effect.where = !cursor_.at_end() && where.empty() ? "?" : where;
  }

  void read_insert() {
    cursor_.take_any({"ignore", "or"});
    cursor_.take_any({"replace", "ignore"});
    cursor_.take("into");
    add(SqlAction::insert_rows, cursor_.take_name());
  }

  void read_update() {
    cursor_.take("only");
    add(SqlAction::update_rows, cursor_.take_name());
  }

  void read_truncate() {
    cursor_.take("table");
    cursor_.take("only");
    do add(SqlAction::truncate, cursor_.take_name());
    while (cursor_.take(","));
  }

  void read_rename() {
    if (!cursor_.take("table")) return cursor_.give_up();
    do {
      const SqlObject table = cursor_.take_name();
      if (!cursor_.take("to")) return cursor_.give_up();
      const SqlObject other = cursor_.take_name();
      add(SqlAction::rename_table, table).other = other;
    } while (cursor_.take(","));
  }

  void read_comment() {
    cursor_.take("on");
    const bool is_column = cursor_.take("column");
    if (!is_column && !cursor_.at_end()) cursor_.skip();
    add(SqlAction::comment, cursor_.take_name());
  }

  SqlCursor cursor_;
  std::vector<SqlEffect> effects_;
};

}  // namespace

std::vector<SqlEffect> effects_of(std::string_view sql, const Dialect& dialect) {
  return Reader(sql, dialect).run();
}

}  // namespace ebbtide
