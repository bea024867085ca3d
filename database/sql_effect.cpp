// Statements are read as far as a rollback plan needs: which object they make, change or remove.
// The grammar is the part that PostgreSQL, MySQL, MariaDB and SQLite have in common, with the
// spellings of each; whatever does not fit is `unknown`, never a guess.
#include "database/sql_effect.h"

#include <algorithm>
#include <array>
#include <optional>

#include "database/dialect.h"
#include "database/sql_tokens.h"
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
  Reader(std::string_view sql, const Dialect& dialect)
      : sql_(sql), dialect_(dialect), tokens_(sql_tokens(sql, dialect.syntax())) {}

  std::vector<SqlEffect> run() {
    while (!tokens_.empty() && tokens_.back().is(";")) tokens_.pop_back();
    if (tokens_.empty()) return {};
    if (std::any_of(tokens_.begin(), tokens_.end(), [](const auto& one) { return one.is(";"); }))
      return unknown();
    read_statement();
    if (!understood_) return unknown();
    return std::move(effects_);
  }

 private:
  static std::vector<SqlEffect> unknown() { return {SqlEffect{}}; }

  const SqlToken* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool next_is(std::string_view word) const { return peek() != nullptr && peek()->is(word); }
  bool take(std::string_view word) {
    if (!next_is(word)) return false;
    ++at_;
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return take(word); });
  }
  bool take_if_exists() {
    if (!next_is("if")) return false;
    ++at_;
    take("not");
    return take("exists");
  }

  std::string take_plain_name() {
    const SqlToken* const token = peek();
    if (token == nullptr || !token->is_name()) {
      understood_ = false;
      return "";
    }
    ++at_;
    if (token->kind == SqlToken::Kind::quoted_name) return token->value;
    return dialect_.stored_name(token->value, Quoting::legacy);
  }

  SqlObject take_name() {
    SqlObject object{"", take_plain_name()};
    while (take(".")) object = {object.name, take_plain_name()};
    return object;
  }

  SqlEffect& add(SqlAction action, SqlObject object) {
    SqlEffect& effect = effects_.emplace_back();
    effect.action = action;
    effect.object = std::move(object);
    return effect;
  }

  void read_statement() {
    if (take("drop")) return read_drop();
    if (take("create")) return read_create();
    if (take("alter")) return read_alter();
    if (take("delete")) return read_delete();
    if (take_any({"insert", "replace"})) return read_insert();
    if (take("update")) return read_update();
    if (take("truncate")) return read_truncate();
    if (take("rename")) return read_rename();
    if (take("comment")) return read_comment();
    if (next_is("set") && changes_the_rules()) return void(understood_ = false);
    if (take_any({"set", "pragma", "show", "values", "explain", "grant", "revoke", "analyze",
                  "select"})) {
      // A function may do anything; a statement that calls none does nothing.
      const bool calls = tokens_.front().is("select") && contains(sql_, "(");
      add(calls ? SqlAction::unknown : SqlAction::nothing, {});
      return;
    }
    understood_ = false;
  }

  /// Whether a SET makes later statements mean something else.
  bool changes_the_rules() const {
    return std::any_of(tokens_.begin(), tokens_.end(), [](const SqlToken& token) {
      return token.is("foreign_key_checks") || token.is("search_path") || token.is("schema") ||
             token.is("session_replication_role");
    });
  }

  void read_drop() {
    take_any({"materialized", "temporary", "foreign"});
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& one) { return take(one.word); });
    if (kind == kinds.end()) return void(understood_ = false);
    const bool concurrently = take("concurrently");
    const bool if_exists = take_if_exists();
    const std::size_t first = effects_.size();
    do {
      SqlEffect& effect = add(kind->drop, take_name());
      effect.if_exists = if_exists;
      effect.concurrently = concurrently;
    } while (take(","));
    if (kind->drop == SqlAction::drop_index && take("on")) set_index_table(first);
    const bool cascade =
        std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end(),
                    [](const auto& one) { return one.is("cascade"); });
    for (std::size_t i = first; i < effects_.size(); ++i) effects_[i].cascade = cascade;
  }

  /// `DROP INDEX name ON table`.
  void set_index_table(std::size_t place) {
    const std::string index = effects_[place].object.name;
    effects_[place].object = take_name();
    effects_[place].part = index;
  }

  void read_create() {
    while (take_any({"or", "replace", "unique", "materialized", "temporary", "temp", "unlogged",
                     "recursive", "force", "constraint"})) {
    }
    // MySQL puts ALGORITHM = …, DEFINER = … and SQL SECURITY … before VIEW.
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& one) { return take(one.word); });
    if (kind == kinds.end()) return void(understood_ = false);
    const bool concurrently = take("concurrently");
    const bool if_not_exists = take_if_exists();
    if (kind->create == SqlAction::create_index) return read_create_index(concurrently);
    SqlEffect& effect = add(kind->create, take_name());
    effect.if_exists = if_not_exists;
    if (kind->create == SqlAction::create_table) read_references(effects_.size() - 1);
  }

  /// The tables the foreign keys of a new table point to.
  void read_references(std::size_t creating) {
    const SqlObject table = effects_[creating].object;
    while (peek() != nullptr) {
      if (!take("references")) {
        ++at_;
        continue;
      }
      const SqlObject other = take_name();
      add(SqlAction::add_foreign_key, table).other = other;
    }
  }

  void read_create_index(bool concurrently) {
    const std::string index = next_is("on") ? "" : take_name().name;
    if (!take("on")) return void(understood_ = false);
    take("only");
    SqlEffect& effect = add(SqlAction::create_index, take_name());
    effect.part = index;
    effect.concurrently = concurrently;
  }

  void read_alter() {
    take_any({"online", "ignore"});
    if (take_any({"sequence", "view", "index", "type", "domain", "function", "procedure"})) {
      add(SqlAction::nothing, {});
      if (std::any_of(tokens_.begin(), tokens_.end(),
                      [](const auto& one) { return one.is("rename"); }))
        effects_.back().action = SqlAction::unknown;
      return;
    }
    if (!take("table")) return void(understood_ = false);
    const bool if_exists = take_if_exists();
    take("only");
    const SqlObject table = take_name();
    const std::size_t first = effects_.size();
    do {
      read_table_action(table);
    } while (skip_to_comma());
    for (std::size_t i = first; i < effects_.size(); ++i) effects_[i].if_exists |= if_exists;
  }

  /// To behind the next comma outside of parentheses.
  bool skip_to_comma() {
    int depth = 0;
    for (; peek() != nullptr; ++at_) {
      if (next_is("(")) ++depth;
      if (next_is(")")) --depth;
      if (depth == 0 && next_is(",")) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  void read_table_action(const SqlObject& table) {
    if (take("drop")) return read_drop_part(table);
    if (take("add")) return read_add_part(table);
    if (take("rename")) return read_rename_part(table);
    if (take("change")) {  // MySQL: CHANGE old new type
      take("column");
      const std::string from = take_plain_name();
      const std::string to = take_plain_name();
      if (equals_ignoring_case(from, to)) return void(add(SqlAction::alter_table, table));
      SqlEffect& effect = add(SqlAction::rename_column, table);
      effect.part = from;
      effect.other.name = to;
      return;
    }
    if (next_is("alter") || next_is("modify")) {
      ++at_;
      take("column");
      add(SqlAction::alter_table, table).part = take_plain_name();
      return;
    }
    add(SqlAction::alter_table, table);
  }

  void read_drop_part(const SqlObject& table) {
    if (take("primary")) return void(add(SqlAction::drop_primary_key, table));
    SqlAction action = SqlAction::drop_column;
    if (take("constraint") || take("check")) {
      action = SqlAction::drop_constraint;
    } else if (take("foreign")) {
      take("key");
      action = SqlAction::drop_constraint;
    } else if (take_any({"index", "key"})) {
      action = SqlAction::drop_index;
    } else if (next_is("partition")) {
      return void(understood_ = false);
    } else {
      take("column");
    }
    const bool if_exists = take_if_exists();
    const std::string name = take_plain_name();
    SqlEffect& effect = add(action, table);
    effect.part = name;
    effect.if_exists = if_exists;
    effect.cascade = take("cascade");
  }

  void read_add_part(const SqlObject& table) {
    std::string name;
    if (take("constraint")) name = take_plain_name();
    if (next_is("foreign")) {
      while (peek() != nullptr && !take("references")) ++at_;
      const SqlObject other = take_name();
      SqlEffect& effect = add(SqlAction::add_foreign_key, table);
      effect.part = name;
      effect.other = other;
      return;
    }
    if (next_is("index") || next_is("key") || next_is("fulltext") || next_is("spatial")) {
      ++at_;
      add(SqlAction::create_index, table);
      return;
    }
    if (!name.empty() || next_is("primary") || next_is("unique") || next_is("check")) {
      add(SqlAction::add_constraint, table).part = name;
      return;
    }
    take("column");
    const bool if_not_exists = take_if_exists();
    if (next_is("(")) return void(add(SqlAction::alter_table, table));
    const std::string column = take_plain_name();
    SqlEffect& effect = add(SqlAction::add_column, table);
    effect.part = column;
    effect.if_exists = if_not_exists;
  }

  void read_rename_part(const SqlObject& table) {
    if (take_any({"to", "as"})) {
      const SqlObject other = take_name();
      add(SqlAction::rename_table, table).other = other;
      return;
    }
    if (take_any({"constraint", "index", "key"})) return void(add(SqlAction::alter_table, table));
    take("column");
    const std::string from = take_plain_name();
    if (!take("to")) return void(understood_ = false);
    const std::string to = take_plain_name();
    SqlEffect& effect = add(SqlAction::rename_column, table);
    effect.part = from;
    effect.other.name = to;
  }

  void read_delete() {
    if (!take("from")) return void(understood_ = false);
    take("only");
    const std::size_t begin = peek() == nullptr ? sql_.size() : peek()->begin;
    const SqlObject table = take_name();
    const bool is_plain = peek() == nullptr || next_is("where");
    SqlEffect& effect = add(SqlAction::delete_rows, table);
    if (is_plain)
      effect.where = "FROM " + std::string(sql_.substr(begin, tokens_.back().end - begin));
  }

  void read_insert() {
    take_any({"ignore", "or"});
    take_any({"replace", "ignore"});
    take("into");
    add(SqlAction::insert_rows, take_name());
  }

  void read_update() {
    take("only");
    const SqlObject table = take_name();
    add(SqlAction::update_rows, table);
  }

  void read_truncate() {
    take("table");
    take("only");
    do add(SqlAction::truncate, take_name());
    while (take(","));
  }

  void read_rename() {
    if (!take("table")) return void(understood_ = false);
    do {
      const SqlObject table = take_name();
      if (!take("to")) return void(understood_ = false);
      const SqlObject other = take_name();
      add(SqlAction::rename_table, table).other = other;
    } while (take(","));
  }

  void read_comment() {
    take("on");
    const bool is_column = take("column");
    if (!is_column && peek() != nullptr) ++at_;
    SqlObject object = take_name();
    add(SqlAction::comment, std::move(object));
  }

  std::string_view sql_;
  const Dialect& dialect_;
  std::vector<SqlToken> tokens_;
  std::size_t at_ = 0;
  bool understood_ = true;
  std::vector<SqlEffect> effects_;
};

}  // namespace

std::vector<SqlEffect> effects_of(std::string_view sql, const Dialect& dialect) {
  return Reader(sql, dialect).run();
}

}  // namespace ebbtide
