#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "database/sql_effect.h"
#include "sql/cursor.h"

namespace ebbtide {

/// Reads the tokens of one statement from left to right, names as the database stores them.
class SqlCursor {
 public:
  SqlCursor(std::string_view sql, const Dialect& dialect);

  std::string_view sql() const { return sql_; }
  const std::vector<sql::Token>& tokens() const { return tokens_; }
  /// Whether everything that was asked for was there.
  bool understood() const { return understood_; }
  void give_up() { understood_ = false; }

  const sql::Token* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool at_end() const { return at_ >= tokens_.size(); }
  bool next_is(std::string_view word, std::size_t ahead = 0) const {
    return peek(ahead) != nullptr && peek(ahead)->is(word);
  }
  bool next_is_any(std::initializer_list<std::string_view> words) const;
  bool take(std::string_view word);
  bool take_any(std::initializer_list<std::string_view> words);
  /// `IF EXISTS`, `IF NOT EXISTS`.
  bool take_if_exists();
  void skip() { ++at_; }
  /// To the comma or the closing parenthesis of this level.
  void skip_part();
  /// A name without a place; gives up where none is next.
  std::string take_plain_name();
  SqlObject take_name();
  /// The columns in parentheses, `(a, b(10) DESC)`; empty where one is an expression.
  std::vector<std::string> take_columns();
  /// The text up to where `skip_part` goes.
  std::string take_part_text();
  /// Whether a word stands anywhere behind.
  bool has_behind(std::string_view word) const;
  /// The names that stand behind, each once.
  std::vector<std::string> names_behind() const;

 private:
  std::string stored(const sql::Token& token) const;

  std::string_view sql_;
  const Dialect* dialect_;
  std::vector<sql::Token> tokens_;
  std::size_t at_ = 0;
  bool understood_ = true;
};

}  // namespace ebbtide
