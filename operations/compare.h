#pragma once

#include <string>
#include <vector>

#include "changelog/files.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "operations/declared_schema.h"
#include "schema/compare.h"
#include "schema/filter.h"
#include "schema/rename.h"

namespace ebbtide {

/// What is compared, and how.
struct CompareOptions {
  std::vector<std::string> schemas = {};  ///< of the database; empty for the default one
  /// Or every one but the system's, where a database has several.
  bool all_schemas = false;
  std::vector<std::string> reference_schemas = {};  ///< in their places; empty for the same
  schema::Filter filter = {};
  DeclaredOptions declared = {};  ///< for a side that is files
  bool column_order = true;       ///< whether the order of columns is looked at
  /// What has another name on the two sides, each as `table.column:name` or `table:name`.
  std::vector<std::string> renames = {};
};

/// How a database differs from the one that says how it should be.
struct SchemaReport {
  schema::Schema reference;
  schema::Schema found;
  /// The schemas that were compared, that of the reference first; a pair of one name twice where
  /// they have the same.
  schema::Places compared = {};
  std::vector<schema::Difference> differences = {};
  /// What was said to be renamed: `found` has the new names, and what it was before is here.
  schema::Renaming renaming = {};
  /// What nobody said and looks like it.
  schema::Renames look_like_renames = {};
};

/// Reads both, at the same time, and compares them. Nothing is changed and no lock is taken. Either
/// may be a snapshot. Throws UsageError where the two lists of schemas have not the same length,
/// and for renames of what is not there.
SchemaReport compare(OpenDatabase& reference, OpenDatabase& database, const CompareOptions& options,
                     const Files& files, const Surroundings& with);

}  // namespace ebbtide
