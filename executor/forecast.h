#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "database/names.h"
#include "database/property_loss.h"
#include "database/sql_effect.h"
#include "schema/structure.h"

namespace ebbtide {

/// The structure of a database as it will be while a chain of statements runs, so that what one of
/// them will not find, or will break, is known before the first. Objects outside the default schema
/// are not followed, but what they need of it is.
class Forecast {
 public:
  Forecast(Structure structure, const Names& names)
      : structure_(std::move(structure)), names_(names) {}

  /// Adds what the structure knows and the statement does not say: the table of an index, the table
  /// that a foreign key points to.
  SqlEffect completed(SqlEffect effect) const;
  /// What stands in the way of an effect: messages, none where it can be done.
  std::vector<std::string> obstacles(const SqlEffect& effect) const;
  /// Whether a foreign key that stays stands in its way, so that the database refuses it however
  /// the effect was written.
  bool is_held_by_key(const SqlEffect& effect) const;
  /// What the effect leaves broken although the database lets it pass, as far as can be told.
  std::vector<std::string> doubts(const SqlEffect& effect) const;
  /// Whether the chain itself has removed or renamed what the effect is about.
  bool was_removed(const SqlEffect& effect) const;
  /// What a column loses that is stated anew.
  PropertyLoss property_loss(const SqlEffect& effect) const;
  /// Goes on to the next statement, with all that it does. Where that cannot be told, the names in
  /// its text may stand for anything from here on, and nothing is said to be missing of them.
  void begin(std::string_view sql, const std::vector<SqlEffect>& effects);
  /// Goes on to the structure after the effect.
  void apply(const SqlEffect& effect);
  /// From here on it is not known which columns, keys and indexes a table has.
  void forget_parts(const std::string& table);
  /// What is locked when the effect happens, of other tables too.
  std::vector<SqlLock> locks(const SqlEffect& effect) const;

  const Structure& structure() const { return structure_; }
  /// The table that the rows of an effect are in now, under the name it has now (`origin`); nothing
  /// for one that is only made on the way.
  const StructureObject* live_table(const SqlEffect& effect) const;
  /// `FROM table`, as the database spells what the effect calls otherwise by then.
  std::string rows_from(const SqlEffect& effect, const StructureObject& table) const;

 private:
  bool is_followed(const SqlObject& object) const;
  bool has_relation(std::string_view name) const;
  bool is_unread(std::string_view name) const;
  bool has_unknown_parts(std::string_view table) const;
  const StructureObject* find_constraint(const std::string& table, const std::string& name) const;
  const StructureObject* find_index(const SqlEffect& effect) const;
  const StructureObject* find_program(const SqlEffect& effect) const;
  std::vector<const StructureObject*> dependents(const std::string& used,
                                                 const std::string& table) const;
  std::vector<std::string> missing(const SqlEffect& effect) const;
  std::vector<std::string> missing_for_query(const SqlEffect& view) const;
  std::vector<std::string> missing_part(const SqlEffect& effect) const;
  std::vector<std::string> already_there(const SqlEffect& effect) const;
  std::vector<std::string> broken(const SqlEffect& effect, bool views) const;
  std::vector<std::string> unkeyed(const SqlEffect& effect) const;
  std::vector<std::string> unkeyed_columns(const SqlEffect& effect) const;

  bool cascades(const SqlEffect& effect) const;
  void drop_relation(const std::string& name, bool cascade);
  void create(const SqlEffect& effect);
  void create_table(const SqlEffect& effect);
  void create_view(const SqlEffect& effect);
  void create_index(const SqlEffect& effect);
  void add_foreign_key(const SqlEffect& effect);
  void add_constraint(const SqlEffect& effect);
  void drop(const SqlEffect& effect);
  void drop_part(const SqlEffect& effect);
  void drop_column(const SqlEffect& effect);
  void rename(const SqlEffect& effect);

  Structure structure_;
  const Names& names_;
  std::string unread_;              ///< statements that nobody can read, in lower case
  std::set<std::string> together_;  ///< the tables that the statement drops at once
  std::set<std::string> removed_;   ///< what the chain has removed, in lower case
};

}  // namespace ebbtide
