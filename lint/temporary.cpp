// A temporary table hides the table of its name:
//
//   CREATE TEMP TABLE orders (…);     from here on `orders` is this one
//   DROP TABLE orders;                and goes
//   DROP TABLE orders;                this is the one that was there before
//
// So a name without a place is given the place of temporary tables while there is one of it. With
// ON COMMIT DROP that ends with the changeset. PostgreSQL calls the place pg_temp, SQLite temp, and
// MySQL has no word for it; here it is pg_temp on all of them.
#include "lint/temporary.h"

#include <set>
#include <string>

#include "sql/clause.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

constexpr std::string_view temporary_place = "pg_temp";

class TemporaryTables {
 public:
  explicit TemporaryTables(bool has_temp_schema) : has_temp_schema_(has_temp_schema) {}

  void place(Subject& subject) {
    for (Statement& statement : subject.statements)
      for (sql::Effect& effect : statement.effects) place(effect, statement.sql);
    for (const std::string& one : until_commit_) names_.erase(one);
    until_commit_.clear();
  }

 private:
  void place(sql::Effect& effect, std::string_view statement) {
    const std::string name = lower(effect.object.name);
    const bool is_table = effect.thing == Thing::table;
    const bool makes = effect.verb == Verb::create && is_table && effect.is_temporary;
    if (makes && effect.object.place.empty()) {
      names_.insert(name);
      const sql::Clause text(statement, {});
      if (text.has({"on", "commit", "drop"})) until_commit_.insert(name);
    }
    place(effect.object);
    for (sql::Effect& part : effect.parts) place(part.object);
    const bool is_temporary = effect.object.place == temporary_place;
    if (!is_temporary || !is_table) return;
    effect.is_temporary = true;
    if (effect.verb == Verb::drop) names_.erase(name);
    if (effect.verb != Verb::rename) return;
    names_.erase(name);
    names_.insert(lower(effect.other.name));
  }

  void place(sql::Name& name) const {
    const bool is_temporary =
        name.place.empty() ? names_.contains(lower(name.name)) : is_temporary_place(name.place);
    if (is_temporary) name.place = temporary_place;
  }

  bool is_temporary_place(std::string_view place) const {
    return equals_ignoring_case(place, temporary_place) ||
           (has_temp_schema_ && equals_ignoring_case(place, "temp"));
  }

  const bool has_temp_schema_;
  std::set<std::string> names_;         ///< of those that are there, in lower case
  std::set<std::string> until_commit_;  ///< those of them that the end of the transaction drops
};

}  // namespace

void place_temporary_tables(std::vector<Subject>& subjects, bool has_temp_schema) {
  TemporaryTables tables(has_temp_schema);
  for (Subject& subject : subjects)
    if (subject.runs_here) tables.place(subject);
}

}  // namespace ebbtide::lint
