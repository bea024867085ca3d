#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changelog/project.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "history/history.h"
#include "schema/model.h"

namespace ebbtide {

/// A changeset of the changelog with what became of it.
struct DocumentedChangeSet {
  ChangeSetId id;
  std::string place;        ///< file, line and column
  std::string description;  ///< `createTable tableName=a; sql`
  Text comments = {}, context = {}, labels = {};
  std::string ran_at = {};  ///< by the history; empty where it did not run
  Text tag = {};
};

/// All that is known of a database: what it consists of, and what was and will be done to it.
struct Documentation {
  std::string database;
  schema::Schema schema;
  std::vector<DocumentedChangeSet> change_sets;
};

/// Reads it; of the default schema where none is named. Nothing is changed and no lock is taken.
Documentation document(const Project& project, OpenDatabase& database,
                       const std::vector<std::string>& schemas, const Surroundings& with);

}  // namespace ebbtide
