#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/model.h"
#include "schema/rules.h"
#include "sql/effect.h"

namespace ebbtide::schema {

/// The tables of a schema that some statements can have changed, with what is part of them, for who
/// looks at the schema again behind the statements. Hears of each statement in their order. Where
/// something else can have changed, or nobody can tell, it may be anything: whoever looks at the
/// whole then misses nothing that somebody who always looks at the whole would see.
class Touched {
 public:
  /// `before` is the schema as it is before the statements; borrowed. Nobody needs to know what its
  /// tables and columns use.
  Touched(const Schema& before, StructureRules rules);

  /// What a statement does, and its text.
  void add(const sql::Effects& effects, std::string_view statement);
  /// Whether the whole schema has to be looked at.
  bool is_anything() const { return is_anything_; }
  /// By their whole names, those that are new or gone too. Where a name can be stored in another
  /// case than it is written in, in both.
  const std::vector<Name>& tables() const { return tables_; }

 private:
  void add(const sql::Effect& effect);
  void add_rows(const Name& table);
  void add_table(const sql::Effect& effect);
  void add_part(const sql::Effect& effect);
  void add(const Name& table, const sql::Effect& effect);
  void add_stored(const Name& table);
  bool is_shared(const Name& table) const;
  bool runs_routine(std::string_view statement) const;
  Name placed(Name name) const;

  const Schema& before_;
  StructureRules rules_;
  bool is_anything_ = false;
  std::vector<Name> tables_;
  std::vector<std::pair<std::string, Name>> indexes_;  ///< that were made, with their tables
};

}  // namespace ebbtide::schema
