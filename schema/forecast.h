#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/state.h"
#include "sql/effect.h"

namespace ebbtide {

/// What a chain of statements will find in a database, so that what one of them will not find, or
/// will break, is known before the first. Objects outside the default schema are not asked about,
/// but what they need of it is.
///
/// Used in the order of the chain: `begin` once for each statement; then for each of its effects
/// `completed`, the questions (obstacles, doubts, live_table …), and `apply`. The questions change
/// nothing. An obstacle is certain as far as the statements before it could be read; whether it is
/// to stop anybody is up to who asks. Messages are made for people and name the objects as the
/// schema has them.
///
/// A value that is copied with its state; nothing here asks a database. Pointers into the state are
/// valid until the next `apply`.
class Forecast {
 public:
  Forecast(schema::Schema schema, StructureRules rules)
      : state_(std::move(schema), std::move(rules)) {}

  /// Adds what the schema knows and the statement does not say: the table of an index, the table
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
  /// Goes on to the schema after the effect.
  void apply(const sql::Effect& effect);
  /// From here on it is not known which columns, keys and indexes a table has.
  void forget_parts(const sql::Name& table) { state_.forget_parts(table); }
  /// Whether a name is one of the default schema.
  bool is_followed(const sql::Name& object) const;
  /// The foreign keys that go with a table or a column, to others, as effects of their own.
  sql::Effects keys_that_go(const sql::Effect& effect) const;

  const schema::State& state() const { return state_; }
  /// The name that the table of an effect has in the database now, where its rows are, with a place
  /// where the effect names one; nothing for one that is only made on the way.
  std::optional<sql::Name> live_table(const sql::Effect& effect) const;
  /// The column of an effect, as it is here in the chain; nullptr where there is none.
  const schema::Column* column(const sql::Effect& effect) const;

 private:
  struct Dependent;
  /// What needs a table, view or sequence, or with `column` this column of it.
  std::vector<Dependent> dependents(const sql::Effect& effect) const;
  bool goes_too(const sql::Name& relation, const sql::Name& gone) const;
  std::string shown(const sql::Name& name) const;

  const StructureRules& rules() const { return state_.rules(); }
  bool has_sequence(const sql::Name& name) const;
  bool is_unread(std::string_view name) const;
  bool has_constraint(const sql::Name& table, const std::string& name) const;
  bool has_index(const sql::Effect& effect) const;
  bool has_program(const sql::Effect& effect) const;
  std::vector<std::string> missing(const sql::Effect& effect) const;
  std::vector<std::string> missing_for_query(const sql::Effect& view) const;
  std::vector<std::string> missing_part(const sql::Effect& effect) const;
  std::vector<std::string> already_there(const sql::Effect& effect) const;
  std::vector<std::string> found_instead(const sql::Effect& effect) const;
  std::vector<std::string> broken(const sql::Effect& effect, bool views) const;
  std::vector<std::string> unkeyed(const sql::Effect& effect) const;
  std::vector<std::string> unkeyed_columns(const sql::Effect& effect) const;
  bool cascades(const sql::Effect& effect) const;
  void note_arrival(const sql::Effect& effect);

  schema::State state_;
  std::set<std::string> unread_;    ///< the names in statements that nobody can read, in lower case
  std::set<std::string> together_;  ///< the relations that the statement drops at once
  std::set<std::string> removed_;   ///< what the chain has removed, in lower case
};

}  // namespace ebbtide
