#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model.h"

namespace ebbtide {

class Connection;
struct Defaults;
struct SomeTables;

/// See read_schema, of MySQL and of MariaDB. Objects of the session's own database have no place,
/// and its name is cut out of their texts; those of others that are asked for have theirs.
schema::Schema read_mysql_schema(Connection& connection, const Defaults& defaults,
                                 const schema::Scope& scope, const std::vector<sql::Name>& own);
/// See read_tables.
schema::Schema read_mysql_tables(Connection& connection, const Defaults& defaults,
                                 const SomeTables& tables, const std::vector<sql::Name>& own);
/// One table of a database, as the server shows the statement that makes it, by one question;
/// nothing where there is none that this user may see. `place` is that of the names it tells.
std::optional<schema::Table> read_mysql_table(Connection& connection, const std::string& database,
                                              const std::string& place, const std::string& name);

}  // namespace ebbtide
