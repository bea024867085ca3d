#include "sql/dump_text.h"

#include <algorithm>

#include "sql/cursor.h"
#include "sql/splitter.h"
#include "text/ascii.h"

namespace ebbtide::sql {

std::string without_client_commands(std::string statement, const Syntax& syntax) {
  for (std::size_t at = comments_before(statement, syntax);
       at < statement.size() && statement[at] == '\\'; at = comments_before(statement, syntax)) {
    const std::size_t end = std::min(statement.find('\n', at), statement.size() - 1);
    statement.erase(0, end + 1);
  }
  return statement;
}

namespace {

/// Whether it is nothing but a call of this function.
bool is_call(std::string_view statement, std::string_view function, const Syntax& syntax) {
  constexpr std::size_t enough = 8;
  Cursor at(statement, syntax, enough);
  if (!at.take_any({"select", "do"})) return false;
  const auto name = at.take_name();
  return name && equals_ignoring_case(name->name, function);
}

}  // namespace

bool only_sets(std::string_view statement, const Syntax& syntax) {
  return is_call(statement, "set_config", syntax);
}

bool only_moves_sequence(std::string_view statement, const Syntax& syntax) {
  return is_call(statement, "setval", syntax);
}

}  // namespace ebbtide::sql
