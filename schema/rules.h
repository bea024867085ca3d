#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/unnamed_key.h"
#include "sql/syntax.h"

namespace ebbtide {

/// A type that stands for another one: NOT NULL, and numbered by a sequence that the column owns.
struct SerialType {
  std::string_view name, type;  ///< `serial` for `integer`
};

/// What a statement does to a structure, as far as databases differ in it: data, as the rules of
/// reading are. structure_rules makes it from the facts of a database. To add a rule: a member that
/// is off by default, its use in the forecast, its value in structure_rules.
struct StructureRules {
  sql::Syntax syntax = {};
  std::vector<std::string> own_places = {};  ///< what the default schema is called
  bool drops_cascade = false;                ///< CASCADE takes along what needs the dropped thing
  bool views_know_tables = false;       ///< a view breaks, or forbids, what happens to its table
  bool keys_guard_tables = false;       ///< a key cannot go while a foreign key needs it
  bool keys_need_indexes = false;       ///< a foreign key has an index, made where there is none
  bool keys_go_with_columns = false;    ///< the foreign keys of a column are dropped with it
  bool names_primary_keys = true;       ///< a primary key has a name of its own
  bool primary_keys_take_null = false;  ///< but where a column of one says NOT NULL
  bool keeps_texts = false;  ///< what was made is kept as the text of its statement, edited since
  std::span<const SerialType> serial_types = {};
  /// The name that a key gets which no statement has named; null where only the server knows it.
  std::string (*own_name)(const UnnamedKey&) = nullptr;
  bool schemas_are_databases = false;  ///< a name without a place can mean one schema only
};

}  // namespace ebbtide
