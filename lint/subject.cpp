// A rebuild is what SQLite's users write, and every tool for it, in place of an ALTER that it does
// not have: a new table takes the rows of the old one and then its name.
//
//   CREATE x; INSERT INTO x SELECT … FROM t; DROP t; RENAME x TO t     the copy takes the name
//   RENAME t TO x; CREATE t; INSERT INTO t SELECT … FROM x; DROP x     the old one gives it away
//
// It is one only where all rows are copied before they go: not behind a WHERE, a LIMIT or a join.
#include "lint/subject.h"

#include <optional>
#include <utility>

#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide::lint {

using sql::Thing;
using sql::Verb;

namespace {

/// What a statement copies from one table to another one; nothing where it does not, or not all
/// rows.
std::optional<std::vector<std::string>> columns_copied(const Statement& statement,
                                                       const sql::Name& from,
                                                       const sql::Syntax& syntax) {
  sql::Cursor query(statement.sql, syntax);
  while (!query.at_end() && !query.sees("select")) query.skip();
  if (!query.take("select")) return std::nullopt;
  std::vector<std::string> columns;
  for (int open = 0; !query.at_end() && (open > 0 || !query.sees("from")); query.skip()) {
    open += query.sees("(") ? 1 : query.sees(")") ? -1 : 0;
    if (query.sees("distinct")) return std::nullopt;
    if (query.sees("*")) columns.emplace_back("*");
    if (query.sees_name()) columns.push_back(query.stored(*query.peek()));
  }
  if (!query.take("from")) return std::nullopt;
  const auto table = query.take_name();
  if (!table || !equals_ignoring_case(table->name, from.name)) return std::nullopt;
  for (; !query.at_end(); query.skip())
    if (query.sees_any({"where", "limit", "join", ",", "group", "except", "intersect"}))
      return std::nullopt;
  return columns;
}

bool fills(const sql::Effect& effect, const sql::Name& table) {
  const bool is_fill = effect.is(Verb::insert, Thing::rows) ||
                       (effect.is(Verb::create, Thing::table) && !effect.states_all);
  return is_fill && equals_ignoring_case(effect.object.name, table.name);
}

class Rebuilds {
 public:
  Rebuilds(const std::vector<Statement>& statements, const sql::Syntax& syntax)
      : statements_(statements), syntax_(syntax) {}

  std::vector<Rebuild> find() {
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      for (const sql::Effect& effect : statements_[i].effects) {
        if (effect.is(Verb::drop, Thing::table)) note_drop(effect.object, i);
        if (effect.is(Verb::rename, Thing::table)) note_rename(effect, i);
      }
    }
    return std::move(found_);
  }

 private:
  struct Event {
    sql::Name table, other = {};
    std::size_t at;
  };

  void note_rename(const sql::Effect& effect, std::size_t at) {
    renamed_.push_back({effect.object, effect.other, at});
    for (const Event& dropped : dropped_)
      if (equals_ignoring_case(dropped.table.name, effect.other.name))
        add(dropped.table, effect.object, dropped.at, false);
  }

  void note_drop(const sql::Name& table, std::size_t at) {
    dropped_.push_back({table, {}, at});
    for (const Event& renamed : renamed_)
      if (equals_ignoring_case(renamed.other.name, table.name)) add(table, renamed.table, at, true);
  }

  /// Where the copy has got the rows before the table was dropped.
  void add(const sql::Name& table, const sql::Name& copy, std::size_t dropped, bool gave_name) {
    for (std::size_t i = 0; i < dropped; ++i) {
      for (const sql::Effect& effect : statements_[i].effects) {
        if (!fills(effect, copy)) continue;
        auto columns = columns_copied(statements_[i], table, syntax_);
        if (columns) return found_.push_back({table, copy, std::move(*columns), gave_name});
      }
    }
  }

  const std::vector<Statement>& statements_;
  const sql::Syntax& syntax_;
  std::vector<Event> dropped_, renamed_;
  std::vector<Rebuild> found_;
};

}  // namespace

std::vector<Rebuild> rebuilds_of(const std::vector<Statement>& statements,
                                 const sql::Syntax& syntax) {
  return Rebuilds(statements, syntax).find();
}

}  // namespace ebbtide::lint
