#include "database/statement.h"

#include <algorithm>
#include <iterator>

namespace ebbtide {

sql::Effects effects_of(const Statement& statement, const sql::Syntax& syntax) {
  return statement.does.empty() ? sql::effects_of(statement.sql, syntax) : statement.does;
}

void append(Statements& statements, Statements more) {
  std::move(more.begin(), more.end(), std::back_inserter(statements));
}

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

}  // namespace ebbtide
