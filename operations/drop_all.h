#pragma once

#include <string>
#include <vector>

#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "schema/model.h"

namespace ebbtide {

/// An object that goes, and the statement that makes it go.
struct Drop {
  schema::Kind kind = schema::Kind::table;
  std::string object;  ///< the full name, without quotes
  std::string sql;
};

/// What would be dropped, in its order: everything in these schemas, the tables of our own and of
/// Liquibase's bookkeeping too; of the default one where none is named. The schemas themselves and
/// extensions stay.
std::vector<Drop> drops_of(OpenDatabase& database, const std::vector<std::string>& schemas);

/// Drops all that. In one transaction where the database can undo it. Throws Error before anything
/// is dropped where somebody holds the lock, unless it is forced.
void drop_all(OpenDatabase& database, const std::vector<Drop>& drops, bool is_forced,
              const Surroundings& with);

}  // namespace ebbtide
