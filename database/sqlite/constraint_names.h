#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// The names that a CREATE TABLE gives its primary key and its foreign keys, empty where it gives
/// none. SQLite keeps them nowhere but in that text.
struct SqliteConstraintNames {
  std::string primary_key;
  std::vector<std::string> foreign_keys;  ///< of each one, in the order of the text
};

/// Reads the text without taking it apart: a name counts for what stands behind it. Nothing is
/// found, and nothing is thrown, where the text is another one.
SqliteConstraintNames sqlite_constraint_names(std::string_view create_table);

}  // namespace ebbtide
