#include "database/sql_cursor.h"

#include <algorithm>

#include "database/dialect.h"

namespace ebbtide {

SqlCursor::SqlCursor(std::string_view sql, const Dialect& dialect)
    : sql_(sql), dialect_(&dialect), tokens_(sql::code_of(sql, dialect.syntax())) {
  while (!tokens_.empty() && tokens_.back().is(";")) tokens_.pop_back();
}

bool SqlCursor::next_is_any(std::initializer_list<std::string_view> words) const {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return next_is(word); });
}

bool SqlCursor::take(std::string_view word) {
  if (!next_is(word)) return false;
  ++at_;
  return true;
}

bool SqlCursor::take_any(std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return take(word); });
}

bool SqlCursor::take_if_exists() {
  if (!next_is("if")) return false;
  ++at_;
  take("not");
  return take("exists");
}

void SqlCursor::skip_part() {
  int depth = 0;
  for (; !at_end(); ++at_) {
    if (depth == 0 && (next_is(",") || next_is(")"))) return;
    if (next_is("(")) ++depth;
    if (next_is(")")) --depth;
  }
}

std::string SqlCursor::stored(const sql::Token& token) const {
  return token.kind == sql::TokenKind::word ? dialect_->stored_name(token.text, Quoting::legacy)
                                            : token.value();
}

std::string SqlCursor::take_plain_name() {
  const sql::Token* const token = peek();
  if (token == nullptr || !token->is_name()) {
    understood_ = false;
    return "";
  }
  ++at_;
  return stored(*token);
}

SqlObject SqlCursor::take_name() {
  SqlObject object{"", take_plain_name()};
  while (take(".")) object = {object.name, take_plain_name()};
  return object;
}

std::vector<std::string> SqlCursor::take_columns() {
  std::vector<std::string> columns;
  if (!take("(")) return columns;
  bool are_columns = true;
  while (!at_end() && !take(")")) {
    const bool is_call = peek(1) != nullptr && peek(1)->is("(") && peek(2) != nullptr &&
                         peek(2)->kind != sql::TokenKind::number;
    if (!peek()->is_name() || is_call) are_columns = false;
    if (are_columns) columns.push_back(take_plain_name());
    skip_part();
    take(",");
  }
  return are_columns ? columns : std::vector<std::string>{};
}

std::string SqlCursor::take_part_text() {
  if (at_end()) return "";
  const std::size_t begin = peek()->begin.offset;
  const std::size_t first = at_;
  skip_part();
  return at_ == first ? "" : std::string(sql_.substr(begin, tokens_[at_ - 1].end() - begin));
}

bool SqlCursor::has_behind(std::string_view word) const {
  for (std::size_t i = at_; i < tokens_.size(); ++i) {
    if (tokens_[i].is(word)) return true;
  }
  return false;
}

std::vector<std::string> SqlCursor::names_behind() const {
  std::vector<std::string> names;
  for (std::size_t i = at_; i < tokens_.size(); ++i) {
    if (!tokens_[i].is_name()) continue;
    std::string name = stored(tokens_[i]);
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

}  // namespace ebbtide
