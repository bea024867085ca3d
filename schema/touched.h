#pragma once

#include <string>
#include <utility>
#include <vector>

#include "schema/model.h"
#include "schema/rules.h"
#include "sql/effect.h"

namespace ebbtide::schema {

/// The tables of a schema that some statements can have changed, with what is part of them, for who
/// looks at the schema again behind the statements. Hears of each effect in their order. Where
/// something else can have changed, or nobody can tell, it may be anything.
class Touched {
 public:
  /// `before` is the schema as it is before the statements; borrowed.
  Touched(const Schema& before, const StructureRules& rules) : before_(before), rules_(rules) {}

  /// Takes an effect note of; those of one statement in their order.
  void add(const sql::Effect& effect);
  /// Whether the whole schema has to be looked at.
  bool is_anything() const { return is_anything_; }
  /// By their whole names, those that are new or gone too.
  const std::vector<Name>& tables() const { return tables_; }

 private:
  void add_table(const sql::Effect& effect);
  void add_part(const sql::Effect& effect);
  void add(const sql::Name& table);
  Name placed(Name name) const;

  const Schema& before_;
  StructureRules rules_;
  bool is_anything_ = false;
  std::vector<Name> tables_;
  std::vector<std::pair<std::string, Name>> indexes_;  ///< that were made, with their tables
};

}  // namespace ebbtide::schema
