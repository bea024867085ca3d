// What a view is a query of. Two answers of different worth: `mentioned`, all names and words of
// the text, of which one may be a table; and `reads`, what surely is a relation. A view breaks when
// a relation that it reads goes, and an obstacle that is not there must not stop a rollback, so in
// doubt nothing is read: a WITH may give any name another meaning, and then there is no answer at
// all.
//
// FROM is not always the word of a query: extract(year FROM d), trim(x FROM y), substring(a FROM 2)
// and IS DISTINCT FROM have it too. Hence the stack of brackets: only in one that begins with
// SELECT, VALUES, TABLE or a bracket does FROM name relations.
#include <utility>

#include "sql/reading.h"

namespace ebbtide::sql {
namespace {

/// The tables and views in the FROM clauses of a query which names no queries of its own (WITH), as
/// far as they are surely such: none that is called as a function, and no derived table.
class FromClauses {
 public:
  explicit FromClauses(Cursor query) : at_(std::move(query)) {}

  std::vector<Name> run() {
    while (!at_.at_end() && !at_.sees(";")) {
      if (at_.take("(")) {
        is_query_.push_back(at_.sees_any({"select", "values", "(", "table"}));
      } else if (at_.take(")")) {
        if (is_query_.size() > 1) is_query_.pop_back();
      } else if (at_.take("distinct")) {
        at_.take("from");  // IS DISTINCT FROM
      } else if (is_query_.back() && at_.take_any({"from", "join"})) {
        take_relations();
      } else {
        at_.skip();
      }
    }
    return std::move(found_);
  }

 private:
  /// What stands behind FROM or JOIN, and behind the commas of it.
  void take_relations() {
    do {
      at_.take("only");
      if (at_.sees_any({"(", "lateral", "dual"})) return;
      auto name = at_.take_name();
      if (!name || at_.sees("(")) return;
      found_.push_back(std::move(*name));
      at_.take("as");
      if (at_.sees_name() && at_.sees(",", 1)) at_.skip();
    } while (at_.take(","));
  }

  Cursor at_;
  std::vector<Name> found_;
  std::vector<bool> is_query_ = {true};  ///< of the brackets that are open here
};

}  // namespace

void read_query(const Cursor& query, Effect& view) {
  view.mentioned = query.names_behind();
  if (!query.has_behind("with")) view.reads = FromClauses(query).run();
}

}  // namespace ebbtide::sql
