#include "sql/plain_value.h"

#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide::sql {

std::optional<PlainValue> plain_value(std::string_view expression, const Syntax& syntax) {
  Cursor cursor(expression, syntax);
  int brackets = 0;
  while (cursor.take("(")) ++brackets;
  std::string sign;
  if (cursor.take("-")) sign = "-";
  const Token* const token = cursor.peek();
  if (token == nullptr) return std::nullopt;
  PlainValue value{PlainValue::Kind::text, token->value()};
  if (token->kind == TokenKind::number) {
    value = {PlainValue::Kind::number, sign + std::string(token->text)};
    cursor.skip();
    // `1.5` may come in pieces.
    while (cursor.sees(".") ||
           (cursor.peek() != nullptr && cursor.peek()->kind == TokenKind::number)) {
      value.value += cursor.peek()->text;
      cursor.skip();
    }
  } else if (!sign.empty()) {
    return std::nullopt;
  } else if (token->is("true") || token->is("false")) {
    value = {PlainValue::Kind::boolean, lower(token->text)};
    cursor.skip();
  } else if (token->is("null")) {
    value = {PlainValue::Kind::null, ""};
    cursor.skip();
  } else if (token->kind == TokenKind::text) {
    cursor.skip();
  } else {
    return std::nullopt;
  }
  for (; brackets > 0 && cursor.take(")"); --brackets) continue;
  if (cursor.take_all({":", ":"}) && cursor.take_type().empty()) return std::nullopt;
  for (; brackets > 0 && cursor.take(")"); --brackets) continue;
  if (!cursor.at_end() || brackets > 0) return std::nullopt;
  return value;
}

}  // namespace ebbtide::sql
