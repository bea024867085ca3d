#include "database/sqlite/constraint_names.h"

#include <utility>

#include "database/sqlite/facts.h"
#include "sql/cursor.h"

namespace ebbtide {

/// Each foreign key has one REFERENCES; what was named before it is a foreign key's or another's.
SqliteConstraintNames sqlite_constraint_names(std::string_view create_table) {
  SqliteConstraintNames names;
  std::string foreign_key;
  const std::vector<sql::Token> tokens = sql::code_of(create_table, sqlite_syntax);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("REFERENCES")) names.foreign_keys.push_back(std::exchange(foreign_key, {}));
    if (i + 2 >= tokens.size() || !tokens[i].is("CONSTRAINT") || !tokens[i + 1].is_name()) continue;
    const sql::Token& what = tokens[i + 2];
    if (what.is("PRIMARY")) names.primary_key = tokens[i + 1].value();
    if (what.is("FOREIGN") || what.is("REFERENCES")) foreign_key = tokens[i + 1].value();
  }
  return names;
}

}  // namespace ebbtide
