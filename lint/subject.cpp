// A rebuild is what SQLite's users write, and every tool for it, in place of an ALTER that it does
// not have: a new table takes the rows of the old one and then its name.
//
//   CREATE x; INSERT INTO x SELECT … FROM t; DROP t; RENAME x TO t     the copy takes the name
//   RENAME t TO x; CREATE t; INSERT INTO t SELECT … FROM x; DROP x     the old one gives it away
//
// It is one only where all rows are copied before they go: not behind a WHERE, a LIMIT or a join.
#include "lint/subject.h"

#include <map>
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

bool fills(const sql::Effect& effect) {
  return effect.is(Verb::insert, Thing::rows) ||
         (effect.is(Verb::create, Thing::table) && !effect.states_all);
}

/// Each table that goes is the old one of one rebuild, and each fill is that of one: the changeset
/// may rebuild a table thousands of times.
class RebuildReader {
 public:
  RebuildReader(const std::vector<Statement>& statements, const sql::Syntax& syntax)
      : statements_(statements), syntax_(syntax) {}

  Rebuilds find() {
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      for (const sql::Effect& effect : statements_[i].effects) {
        if (fills(effect)) fills_[key(effect.object)].push_back(i);
        if (effect.is(Verb::drop, Thing::table)) note_drop(effect.object, i);
        if (effect.is(Verb::rename, Thing::table)) note_rename(effect);
      }
    }
    return std::move(found_);
  }

 private:
  struct Dropped {
    sql::Name table;
    std::size_t at;
  };

  static std::string key(const sql::Name& table) { return lower(table.name); }

  void note_rename(const sql::Effect& effect) {
    given_[key(effect.other)] = effect.object;
    const auto dropped = dropped_.find(key(effect.other));
    if (dropped == dropped_.end()) return;
    add({dropped->second.table, effect.object, {}, false}, dropped->second.at);
    dropped_.erase(dropped);
  }

  void note_drop(const sql::Name& table, std::size_t at) {
    dropped_[key(table)] = {table, at};
    const auto given = given_.find(key(table));
    if (given == given_.end()) return;
    add({table, given->second, {}, true}, at);
    given_.erase(given);
  }

  /// Where the copy has got the rows before the table was dropped.
  void add(Rebuild rebuild, std::size_t dropped) {
    const auto fills = fills_.find(key(rebuild.copy));
    if (fills == fills_.end()) return;
    for (const std::size_t at : std::exchange(fills->second, {})) {
      auto columns =
          at < dropped ? columns_copied(statements_[at], rebuild.table, syntax_) : std::nullopt;
      if (!columns) continue;
      rebuild.columns = std::move(*columns);
      return found_.add(rebuild);
    }
  }

  const std::vector<Statement>& statements_;
  const sql::Syntax& syntax_;
  std::map<std::string, std::vector<std::size_t>> fills_;  ///< statements, by the table
  std::map<std::string, Dropped> dropped_;                 ///< by its name
  std::map<std::string, sql::Name> given_;                 ///< a new name, and who got it
  Rebuilds found_;
};

}  // namespace

void Rebuilds::add(const Rebuild& rebuild) {
  const std::string table = lower(rebuild.table.name), copy = lower(rebuild.copy.name);
  by_name_[table].push_back(rebuild);
  if (copy != table) by_name_[copy].push_back(rebuild);
}

const std::vector<Rebuild>& Rebuilds::about(std::string_view name) const {
  static const std::vector<Rebuild> none;
  const auto found = by_name_.find(lower(std::string(name)));
  return found == by_name_.end() ? none : found->second;
}

Rebuilds rebuilds_of(const std::vector<Statement>& statements, const sql::Syntax& syntax) {
  return RebuildReader(statements, syntax).find();
}

}  // namespace ebbtide::lint
