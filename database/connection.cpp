#include "database/connection.h"

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

Transaction::~Transaction() {
  if (connection_ == nullptr) return;
  try {
    connection_->rollback();
  } catch (const DatabaseError&) {
    // The session is broken, so the database undoes the transaction itself. The error that broke
    // it is already on its way to the user.
  }
}

void Transaction::commit() {
  connection_->commit();
  connection_ = nullptr;
}

void Transaction::rollback() {
  connection_->rollback();
  connection_ = nullptr;
}

}  // namespace ebbtide
