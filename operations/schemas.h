#pragma once

#include <string>
#include <vector>

#include "executor/open_database.h"

namespace ebbtide {

/// The names of the schemas that the session may see, sorted, without those of the database itself;
/// where schemas and databases are one, the databases. Throws UsageError where the database has
/// none.
std::vector<std::string> own_schemas(OpenDatabase& database);

/// Whether a name is what the pattern says: `*` stands for any letters, `?` for one, `[a-c]` for
/// one of some; of several patterns, separated by commas, one has to fit, and none that begins with
/// `!`. Case counts.
bool fits_patterns(const std::string& name, const std::string& patterns);

}  // namespace ebbtide
