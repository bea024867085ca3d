#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "database/names.h"
#include "database/sql_effect.h"
#include "database/structure.h"

namespace ebbtide {

/// The structure of a database as it will be while a chain of statements runs, so that what one of
/// them will not find, or will break, is known before the first. Objects outside the default schema
/// are not followed.
class Forecast {
 public:
  Forecast(Structure structure, const Names& names)
      : structure_(std::move(structure)), names_(names) {}

  /// Adds what the structure knows and the statement does not say: the table of an index, the table
  /// that a foreign key points to.
  SqlEffect completed(SqlEffect effect) const;
  /// What stands in the way of an effect: messages, none where it can be done.
  std::vector<std::string> obstacles(const SqlEffect& effect) const;
  /// What the effect leaves broken although the database lets it pass, as far as can be told.
  std::vector<std::string> doubts(const SqlEffect& effect) const;
  /// Notes a statement of the chain. What stands in one that came before may have been made or
  /// renamed by it in a way that cannot be followed, so nothing is said to be missing then.
  void note(std::string_view sql);
  /// Goes on to the structure after the effect.
  void apply(const SqlEffect& effect);
  /// What is locked when the effect happens, of other tables too.
  std::vector<SqlLock> locks(const SqlEffect& effect) const;

  const Structure& structure() const { return structure_; }

 private:
  bool is_followed(const SqlObject& object) const;
  bool has_relation(std::string_view name) const;
  bool was_named(std::string_view name) const;
  const StructureObject* find_constraint(const std::string& table, const std::string& name) const;
  const StructureObject* find_index(const SqlEffect& effect) const;
  std::vector<const StructureObject*> dependents(const std::string& used,
                                                 const std::string& table) const;
  std::vector<std::string> missing(const SqlEffect& effect) const;
  std::vector<std::string> broken(const SqlEffect& effect, bool views) const;
  void drop_relation(const std::string& name, bool cascade);
  void create(const SqlEffect& effect);
  void drop(const SqlEffect& effect);

  Structure structure_;
  const Names& names_;
  std::string before_;   ///< the statements before this one, in lower case
  std::string current_;  ///< this one
};

}  // namespace ebbtide
