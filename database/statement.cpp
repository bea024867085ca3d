#include "database/statement.h"

#include <algorithm>

namespace ebbtide {

void refuse_what_is_cut(const Statement& statement) {
  const auto has_nul = [](std::string_view text) {
    return text.find('\0') != std::string_view::npos;
  };
  const bool in_value = std::any_of(
      statement.parameters.begin(), statement.parameters.end(), [&](const Parameter& parameter) {
        return !parameter.binary && parameter.value && has_nul(*parameter.value);
      });
  if (!in_value && !has_nul(statement.sql)) return;
  throw DatabaseError(std::string("the ") + (in_value ? "value" : "statement") +
                          " has a NUL character, at which it would be cut; remove it",
                      statement.sql, "");
}

std::string with_parameters(std::string_view sql,
                            const std::function<std::string(std::size_t)>& spell) {
  std::string text;
  std::size_t count = 0;
  char quote = '\0';
  for (const char c : sql) {
    if (quote == '\0' && c == '?') {
      text += spell(count++);
      continue;
    }
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    }
    text += c;
  }
  return text;
}

}  // namespace ebbtide
