#include "database/connection.h"

namespace ebbtide {

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
