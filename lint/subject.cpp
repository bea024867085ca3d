// A rebuild is what SQLite's users write, and every tool for it, in place of an ALTER that it does
// not have: a new table takes the rows of the old one and then its name.
#include "lint/subject.h"

#include "text/ascii.h"

namespace ebbtide::lint {

using sql::Thing;
using sql::Verb;

namespace {

/// Whether rows of `from` are put into `to` by one of these statements.
bool copies(const std::vector<Statement>& statements, const sql::Name& from, const sql::Name& to,
            const sql::Syntax& syntax) {
  for (const Statement& statement : statements) {
    for (const sql::Effect& effect : statement.effects) {
      const bool makes = effect.is(Verb::create, Thing::table) && !effect.states_all;
      const bool fills = (effect.is(Verb::insert, Thing::rows) || makes) &&
                         equals_ignoring_case(effect.object.name, to.name);
      if (!fills) continue;
      for (const std::string& name : sql::Clause(statement.sql, syntax).all_names())
        if (equals_ignoring_case(name, from.name)) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Rebuild> rebuilds_of(const std::vector<Statement>& statements,
                                 const sql::Syntax& syntax) {
  std::vector<Rebuild> found;
  std::vector<sql::Name> dropped;
  for (const Statement& statement : statements) {
    for (const sql::Effect& effect : statement.effects) {
      if (effect.is(Verb::drop, Thing::table)) dropped.push_back(effect.object);
      if (!effect.is(Verb::rename, Thing::table)) continue;
      for (const sql::Name& table : dropped) {
        if (equals_ignoring_case(table.name, effect.other.name) &&
            copies(statements, table, effect.object, syntax))
          found.push_back({table, effect.object});
      }
    }
  }
  return found;
}

}  // namespace ebbtide::lint
