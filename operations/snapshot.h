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

/// The snapshot of a database, of another snapshot in another form, or of files that say what there
/// is. Nothing is changed and no
/// lock is taken.
std::string snapshot(OpenDatabase& database, const SnapshotOptions& options, const Files& files,
                     const Surroundings& with);

}  // namespace ebbtide
