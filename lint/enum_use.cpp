// Whether a text that is equal to a value of an enum is that value. What it is hangs on what it is
// compared with, stored in or cast to:
//
//   'x'::mood  CAST('x' AS mood)      the type says it
//   COMMENT … IS 'x'                  a comment, never a value
//   note = 'x'  note IN ('x')         the type of the column, also in SET
//   note text DEFAULT 'x'             the type of the column
//   INSERT INTO t (note) VALUES ('x') the type of the column at that place
//
// Everywhere else, and where the column is not known, it may be the value.
#include "lint/enum_use.h"

#include <algorithm>

#include "database/column_type.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;

/// Reads one statement from left to right and knows for each text what it is meant for.
class Reader {
 public:
  Reader(const Step& step, const sql::Effect& added)
      : step_(step), added_(added), code_(step.code()) {}

  bool finds_use() {
    if (code_.sees("comment")) return false;
    go_to_insert();
    for (; token(at_) != nullptr; ++at_) {
      pass();
      const bool is_equal = token(at_)->kind == sql::TokenKind::text && !token(at_)->is_name() &&
                            token(at_)->value() == added_.part;
      if (is_equal && may_be_value()) return true;
    }
    return false;
  }

 private:
  struct List {
    std::size_t begin = 0;    ///< of the part that is read, the token
    std::size_t number = 0;   ///< of the part
    bool is_row = false;      ///< its parts are what an INSERT stores
    std::string column = {};  ///< `column IN (…)`
  };

  const sql::Token* token(std::size_t at) const { return code_.peek(at); }
  bool sees(std::string_view word, std::size_t at) const { return code_.sees(word, at); }
  bool is_name(std::size_t at) const { return at < at_ && code_.sees_name(at); }
  std::string name(std::size_t at) const { return code_.stored(*token(at)); }

  /// Goes behind the table and the columns of an INSERT.
  void go_to_insert() {
    sql::Cursor at = code_;
    is_insert_ = at.take_all({"insert", "into"});
    if (!is_insert_) return;
    const auto table = at.take_name();
    if (!table) return;
    if (at.take("as")) at.skip();
    columns_ = at.take_columns();
    const schema::Table* const known = step_.state().table(*table);
    if (!columns_.empty() || known == nullptr) return;
    for (const schema::Column& one : known->columns) columns_.push_back(one.name);
  }

  /// Goes past one token.
  void pass() {
    if (sees("(", at_)) {
      const bool is_row = lists_.size() == 1 && has_values_;
      lists_.push_back({at_ + 1, 0, is_row, is_row ? "" : column_of_list()});
    } else if (sees(")", at_)) {
      if (lists_.size() > 1) lists_.pop_back();
    } else if (sees(",", at_)) {
      lists_.back().begin = at_ + 1;
      ++lists_.back().number;
    } else if (lists_.size() == 1) {
      if (sees("values", at_)) has_values_ = true;
      if (sees("select", at_)) lists_.back() = {at_ + 1, 0, true, ""};
      if (code_.sees_any({"from", "where", "on", "returning", "union"}, at_)) {
        has_values_ = false;
        lists_.back().is_row = false;
      }
    }
  }

  /// The column before `IN (`.
  std::string column_of_list() const {
    if (at_ < 2 || !sees("in", at_ - 1)) return "";
    const std::size_t before = sees("not", at_ - 2) && at_ > 2 ? at_ - 3 : at_ - 2;
    return is_name(before) ? name(before) : "";
  }

  bool may_be_value() const {
    if (sees(":", at_ + 1) && sees(":", at_ + 2)) return is_cast(at_ + 3);
    if (sees("as", at_ + 1) && at_ > 1 && sees("cast", at_ - 2)) return is_cast(at_ + 2);
    if (at_ == 0) return true;
    if (sees("default", at_ - 1)) return may_be_default();
    const List& list = lists_.back();
    if (!list.column.empty()) return may_hold(list.column);
    const std::string compared = compared_column();
    if (!compared.empty()) return may_hold(compared);
    const bool is_whole_part =
        at_ == list.begin &&
        (token(at_ + 1) == nullptr ||
         code_.sees_any({",", ")", "from", "where", "on", "as", "returning"}, at_ + 1));
    if (!list.is_row || !is_whole_part) return true;
    if (is_insert_) return list.number >= columns_.size() || may_hold(columns_[list.number]);
    return false;
  }

  /// The column that a sign of comparison or of assignment stands behind, or one that is compared
  /// by `'x' = note`; empty for none.
  std::string compared_column() const {
    if (sees("=", at_ + 1) && code_.sees_name(at_ + 2)) {
      std::size_t last = at_ + 2;
      while (sees(".", last + 1) && code_.sees_name(last + 2)) last += 2;
      return sees("(", last + 1) ? "" : name(last);
    }
    std::size_t sign = at_ - 1;
    if (!code_.sees_any({"=", ">", "<"}, sign) || sign == 0) return "";
    if (code_.sees_any({"<", ">", "!"}, sign - 1)) --sign;
    if (sign == 0 || !is_name(sign - 1)) return "";
    return name(sign - 1);
  }

  bool is_cast(std::size_t at) const {
    sql::Cursor type = code_;
    type.skip(at);
    return may_be_type(type.take_type());
  }

  /// `c text DEFAULT 'x'`, `ALTER c SET DEFAULT 'x'`.
  bool may_be_default() const {
    sql::Cursor at = code_;
    at.skip(lists_.back().begin);
    if (at.take_all({"alter", "table"})) {
      at.take_if_exists();
      at.take("only");
      at.take_name();
    }
    const bool alters = at.take("alter");
    if (!alters) at.take("add");
    at.take("column");
    at.take_if_exists();
    const auto column = at.take_plain_name();
    if (!column) return true;
    return alters ? may_hold(*column) : may_be_type(at.take_type());
  }

  /// Whether it may be the enum: another type is known.
  bool may_be_type(std::string_view text) const {
    const ColumnType type = ColumnType::parse(text);
    if (type.sort == ColumnType::Sort::unknown) return true;
    if (type.sort != ColumnType::Sort::other) return false;
    for (const std::string_view one : {"json", "jsonb", "xml", "uuid", "citext", "regclass"})
      if (type.name == one) return false;
    sql::Cursor at(text, step_.scene.facts.syntax);
    const auto name = at.take_name();
    if (!name || step_.state().same(*name, added_.object)) return true;
    const Made* const made = step_.state().type(*name);
    if (made == nullptr || made->statement == nullptr) return made == nullptr;
    // A domain may be one over the enum.
    const sql::Effects& all = made->statement->effects;
    return std::any_of(all.begin(), all.end(),
                       [](const sql::Effect& one) { return one.thing == Thing::domain; });
  }

  /// Whether a column of this name may be of the type: of the tables that the statement names, and
  /// of those that it makes.
  bool may_hold(const std::string& column) const {
    bool is_known = false;
    const auto holds = [&](std::string_view type) {
      is_known = true;
      return may_be_type(type);
    };
    const std::vector<std::string> names = step_.whole().all_names();
    for (const schema::Table& table : step_.state().tables()) {
      const auto* const found = table.column_like(column);
      if (found == nullptr || !step_.state().has(names, table.name.name)) continue;
      if (holds(found->type)) return true;
    }
    for (const sql::Effect& effect : step_.statement.effects) {
      for (const sql::Effect& part : effect.parts)
        if (part.shape && step_.state().same(part.part, column) && holds(part.shape->type))
          return true;
      const bool states = effect.shape && !effect.shape->type.empty();
      if (states && step_.state().same(effect.part, column) && holds(effect.shape->type))
        return true;
    }
    return !is_known;
  }

  const Step& step_;
  const sql::Effect& added_;
  const sql::Cursor& code_;
  std::size_t at_ = 0;
  std::vector<List> lists_ = {{}};
  bool is_insert_ = false;
  bool has_values_ = false;
  std::vector<std::string> columns_ = {};  ///< of an INSERT, in their order
};

}  // namespace

bool may_use_value(const Step& step, const sql::Effect& added) {
  return Reader(step, added).finds_use();
}

}  // namespace ebbtide::lint
