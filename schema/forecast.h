#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/rules.h"
#include "schema/structure.h"
#include "sql/effect.h"

namespace ebbtide {

/// The structure of a database as it will be while a chain of statements runs, so that what one of
/// them will not find, or will break, is known before the first. Objects outside the default schema
/// are not followed, but what they need of it is.
///
/// Used in the order of the chain: `begin` once for each statement; then for each of its effects
/// `completed`, the questions (obstacles, doubts, live_table …), and `apply`. The questions change
/// nothing. An obstacle is certain as far as the statements before it could be read; whether it is
/// to stop anybody is up to who asks. Messages are made for people and name the objects as the
/// structure has them.
///
/// A value that is copied with its structure; nothing here asks a database. Pointers into the
/// structure are valid until the next `apply`.
class Forecast {
 public:
  Forecast(Structure structure, StructureRules rules)
      : structure_(std::move(structure)), rules_(std::move(rules)) {}

  /// Adds what the structure knows and the statement does not say: the table of an index, the table
  /// that a foreign key points to. To be asked before the other questions, and before the effect is
  /// applied.
  sql::Effect completed(sql::Effect effect) const;
  /// What stands in the way of an effect: messages, none where it can be done.
  std::vector<std::string> obstacles(const sql::Effect& effect) const;
  /// Whether a foreign key that stays stands in its way, so that the database refuses it however
  /// the effect was written.
  bool is_held_by_key(const sql::Effect& effect) const;
  /// What the effect leaves broken although the database lets it pass, as far as can be told.
  std::vector<std::string> doubts(const sql::Effect& effect) const;
  /// Whether the chain itself has removed or renamed what the effect is about, and has not made it
  /// again: then it is missing for certain, whoever wrote the statement.
  bool was_removed(const sql::Effect& effect) const;
  /// Goes on to the next statement, with all that it does. Where that cannot be told, the names in
  /// its text may stand for anything from here on, and nothing is said to be missing of them.
  void begin(std::string_view sql, const sql::Effects& effects);
  /// Goes on to the structure after the effect.
  void apply(const sql::Effect& effect);
  /// From here on it is not known which columns, keys and indexes a table has.
  void forget_parts(const std::string& table);
  /// Whether a name is one of the default schema.
  bool is_followed(const sql::Name& object) const;
  /// The foreign keys that go with a table, to others, as effects of their own.
  sql::Effects keys_that_go(const sql::Effect& effect) const;

  const Structure& structure() const { return structure_; }
  /// The table that the rows of an effect are in now, under the name it has now (`origin`); nothing
  /// for one that is only made on the way.
  const StructureObject* live_table(const sql::Effect& effect) const;

 private:
  bool has_relation(std::string_view name) const;
  bool is_unread(std::string_view name) const;
  bool has_unknown_parts(std::string_view table) const;
  const StructureObject* find_constraint(const std::string& table, const std::string& name) const;
  const StructureObject* find_index(const sql::Effect& effect) const;
  const StructureObject* find_program(const sql::Effect& effect) const;
  std::vector<const StructureObject*> dependents(const std::string& used,
                                                 const std::string& table) const;
  std::vector<std::string> missing(const sql::Effect& effect) const;
  std::vector<std::string> missing_for_query(const sql::Effect& view) const;
  std::vector<std::string> missing_part(const sql::Effect& effect) const;
  std::vector<std::string> already_there(const sql::Effect& effect) const;
  std::vector<std::string> found_instead(const sql::Effect& effect) const;
  std::vector<std::string> broken(const sql::Effect& effect, bool views) const;
  std::vector<std::string> unkeyed(const sql::Effect& effect) const;
  std::vector<std::string> unkeyed_columns(const sql::Effect& effect) const;

  bool cascades(const sql::Effect& effect) const;
  void drop_relation(const std::string& name, bool cascade);
  void create(const sql::Effect& effect);
  void restate(const sql::Effect& effect);
  void create_table(const sql::Effect& effect);
  void create_view(const sql::Effect& effect);
  void create_index(const sql::Effect& effect);
  void add_foreign_key(const sql::Effect& effect);
  void add_constraint(const sql::Effect& effect);
  void drop(const sql::Effect& effect);
  void drop_part(const sql::Effect& effect);
  void drop_column(const sql::Effect& effect);
  void rename(const sql::Effect& effect);
  void rename_part(const sql::Effect& effect);
  void move(const sql::Effect& effect);

  Structure structure_;
  StructureRules rules_;
  std::set<std::string> unread_;    ///< the names in statements that nobody can read, in lower case
  std::set<std::string> together_;  ///< the tables that the statement drops at once
  std::set<std::string> removed_;   ///< what the chain has removed, in lower case
};

}  // namespace ebbtide
