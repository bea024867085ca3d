#pragma once

#include <string>
#include <vector>

#include "changelog/files.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "operations/declared_schema.h"

namespace ebbtide {

/// What a snapshot is to have.
struct SnapshotOptions {
  std::vector<std::string> schemas = {};  ///< empty for the default one
  SnapshotFormat format = SnapshotFormat::text;
  bool has_time = false;          ///< says when it was taken
  DeclaredOptions declared = {};  ///< for files that stand for a database
};

/// What was written as files of SQL.
struct SqlSnapshot {
  std::string folder;
  std::vector<std::string> files, removed = {};  ///< below it, by name
  std::vector<std::string> left_out = {};        ///< what no file has
};

/// Writes the same as files of plain SQL, one for each object, below a folder. It may have files of
/// SQL already only where it `may_replace` them: then those go that no object has any more. Throws
/// Error where it may not, and where something cannot be written.
SqlSnapshot snapshot_as_sql(OpenDatabase& database, const SnapshotOptions& options,
                            const std::string& folder, bool may_replace, const Files& files,
                            const Surroundings& with);

/// The snapshot of a database, of another snapshot in another form, or of files that say what there
/// is. Nothing is changed and no
/// lock is taken.
std::string snapshot(OpenDatabase& database, const SnapshotOptions& options, const Files& files,
                     const Surroundings& with);

}  // namespace ebbtide
