#pragma once

#include <vector>

#include "schema/model.h"

namespace ebbtide {

class Connection;
struct Defaults;

/// See read_schema, of MySQL and of MariaDB. Objects of the session's own database have no place,
/// and its name is cut out of their texts; those of others that are asked for have theirs.
schema::Schema read_mysql_schema(Connection& connection, const Defaults& defaults,
                                 const schema::Scope& scope, const std::vector<sql::Name>& own);

}  // namespace ebbtide
