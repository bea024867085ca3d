#pragma once

#include <array>
#include <span>
#include <string_view>

namespace ebbtide {

/// How one database says what Flyway asks of it, byte for byte as Flyway 13 where that stays in the
/// database. `%1`, `%2` … stand for operands that are spelled already; see `spelled`. What is empty
/// the database does not have.
struct FlywayWords {
  /// What makes the history: %1 the table, %2 the name of its key, %3 that of its index, %4 the
  /// clause of the tablespace, %5 the table without its schema.
  std::array<std::string_view, 3> create_history = {};
  std::string_view tablespace = {};  ///< that clause, of the name %1
  /// A query that has a row where the table of the text %2 is in the schema of the text %1.
  std::string_view has_table = {};
  /// The same where the schema of the text %1 is there, and where something is in it.
  std::string_view has_schema = {};
  std::string_view has_objects = {};
  std::string_view create_schema = {}, drop_schema = {};  ///< %1 the name, quoted
  std::string_view own_schema = {};     ///< of a database that has one schema: what it is called
  std::string_view user = "SELECT ''";  ///< who is connected, as the history says it
  /// What unqualified names mean: asked for, and set: %1 as a text, %2 as a name.
  std::string_view read_path = {}, set_path = {};
  /// The path %2 with the schema of the name %1 before it; empty where a path is one schema.
  std::string_view path_behind = {};
  /// Flyway's own lock, by the hash of the table's name: queries that say yes, maybe only after
  /// some seconds.
  std::string_view take_lock = {}, free_lock = {};
  std::string_view lock_error = {};  ///< what Flyway says where the lock does not come free
  /// What statements begin with that cannot be undone with others; see sql::begins_with.
  std::span<const std::string_view> alone = {};
  /// The name of the database, for a placeholder.
  std::string_view database = {};
};

}  // namespace ebbtide
