#pragma once

#include <string>
#include <vector>

#include "generate/change_sets.h"
#include "operations/compare.h"
#include "operations/generate.h"

namespace ebbtide {

/// Which changesets are made of a difference, and where they go.
struct DiffChangelogOptions {
  CompareOptions comparing = {};
  GenerateOptions making = {};
  std::string file = {};  ///< gets them at its end; is made where it is not there
};

/// What was written of a difference, and what was not. Without `change_sets` no file was touched.
struct DiffChangelogReport {
  std::string file;
  bool is_new = false;  ///< the file was made
  std::vector<WrittenChangeSet> change_sets = {};
  std::vector<std::string> there_already = {};  ///< what the file has changesets for
  std::vector<std::string> left_out = {};       ///< what differs and no changeset can bring about
  schema::Renames look_like_renames = {};
  std::string usual_place = {};  ///< the schema that need not be named
};

/// Writes the changesets that bring a database to what the reference is, each with its way back
/// where there is one. Nothing is changed in either. A changeset whose changes the file has already
/// is not written again; without any there is no file. Throws UsageError for a file of no known
/// format, and Error where it cannot be read or written.
DiffChangelogReport diff_changelog(OpenDatabase& reference, OpenDatabase& database,
                                   const DiffChangelogOptions& options, const Files& files,
                                   const Surroundings& with);

/// The same of what was compared already.
DiffChangelogReport write_difference(const SchemaReport& compared, OpenDatabase& database,
                                     const GenerateOptions& making, const std::string& file,
                                     const Files& files);

}  // namespace ebbtide
