#include "sql/literal_rows.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

bool is_digits(const Token* token) {
  return token != nullptr && token->kind == TokenKind::number &&
         std::all_of(token->text.begin(), token->text.end(), is_digit);
}

/// `7`, `2.5`: a dot is a token of its own.
bool take_number(Cursor& at) {
  const Token* const whole = at.peek();
  if (!is_digits(whole)) return false;
  const Token* const part = at.sees(".", 1) ? at.peek(2) : nullptr;
  const bool has_part = is_digits(part) && part->begin.offset == whole->end() + 1;
  at.skip(has_part ? 3 : 1);
  return true;
}

bool is_plain_text(const Token& token) {
  return token.kind == TokenKind::text && token.is_closed && token.text.starts_with('\'');
}

bool take_literal(Cursor& at) {
  const Token* const token = at.peek();
  if (token == nullptr) return false;
  if (token->kind == TokenKind::number) return take_number(at);
  if (at.take("-")) return take_number(at);
  const bool is_literal =
      is_plain_text(*token) || token->is("null") || token->is("true") || token->is("false");
  if (is_literal) at.skip();
  return is_literal;
}

bool take_row(Cursor& at) {
  if (!at.take("(")) return false;
  do {
    if (!take_literal(at)) return false;
  } while (at.take(","));
  return at.take(")");
}

}  // namespace

std::optional<std::string_view> head_of_literal_rows(Cursor code) {
  if (!code.sees_all({"insert", "into"})) return std::nullopt;
  const Token first = *code.peek();
  while (!code.at_end() && !code.sees("values")) code.skip();
  if (!code.take("values")) return std::nullopt;
  const std::string_view head = code.text_from(first);
  do {
    if (!take_row(code)) return std::nullopt;
  } while (code.take(","));
  return code.at_end() ? std::optional(head) : std::nullopt;
}

bool only_adds_rows(const Cursor& code) {
  if (!code.sees("insert")) return false;
  return !code.has_behind("select") && !code.has_behind("table") && !code.has_behind(";");
}

}  // namespace ebbtide::sql
