#pragma once

#include <string>
#include <vector>

#include "executor/open_database.h"
#include "generate/make.h"

namespace ebbtide {

/// The rows of all tables of a schema that the database has, in the order of their keys. With a
/// folder they are written to a CSV file for each table there, and only counted here. Throws
/// UsageError for a database that is only a snapshot. Borrows the schema.
std::vector<TableRows> rows_of(OpenDatabase& database, const schema::Schema& schema,
                               const std::string& folder);

}  // namespace ebbtide
