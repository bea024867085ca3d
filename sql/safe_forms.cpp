#include "sql/safe_forms.h"

#include "sql/cursor.h"

namespace ebbtide::sql {

std::optional<std::string> built_concurrently(std::string_view sql, const Syntax& syntax) {
  Cursor at(sql, syntax);
  if (!at.take("create")) return std::nullopt;
  at.take("unique");
  if (!at.take("index") || at.sees("concurrently")) return std::nullopt;
  std::string text(sql);
  text.insert(at.taken_to(), " CONCURRENTLY");
  return text;
}

std::optional<std::string> not_validated(std::string_view sql, const Syntax& syntax) {
  Cursor at(sql, syntax);
  if (!at.take_all({"alter", "table"})) return std::nullopt;
  while (!at.at_end()) at.skip();
  std::string text(sql);
  text.insert(at.taken_to(), " NOT VALID");
  return text;
}

}  // namespace ebbtide::sql
