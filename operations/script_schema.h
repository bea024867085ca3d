#pragma once

#include "database/schema_catalog.h"
#include "executor/open_database.h"

namespace ebbtide {

/// The structure that a script of this project begins with: that of the database; offline, of the
/// snapshot that the URL names, else what the changesets of the history have made of an empty one.
/// Nothing is read before it is asked. Borrows all three. Where a changeset of the history is not
/// in the changelog, or cannot be walked again, what is not there is unknown.
SchemaCatalog script_catalog(const Project& project, OpenDatabase& database,
                             const History& history);
/// The same that begins with what was read of a live database. Copies it when it is asked; borrows
/// both.
SchemaCatalog live_catalog(OpenDatabase& database, const schema::Schema& live);

}  // namespace ebbtide
