#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "database/names.h"

namespace ebbtide {

class Connection;
class DatabaseError;
struct Facts;

/// A column of a table that we make for ourselves. `type` is spelled for the database (own_type).
struct OwnColumn {
  std::string_view name;
  std::string type;
  bool nullable;
};

/// The type of a column as a changelog would declare it, in the words of the database.
std::string own_type(const Names& names, std::string_view declared);

/// CREATE TABLE in the words of the database; the constraint and the tablespace may be empty.
std::string create_own_table(const Names& names, const std::string& table,
                             const std::vector<OwnColumn>& columns, const std::string& constraint,
                             const std::string& tablespace);

/// Whether a query failed because its table is not there, and not for anything else.
bool is_about_missing_table(const DatabaseError& error, const Facts& facts);

/// Whether something may keep an inserted row away, or take it back, such as a trigger of the
/// table. Queries.
bool has_watchers(Connection& connection, const ObjectName& table);

}  // namespace ebbtide
