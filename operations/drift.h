#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "operations/compare.h"
#include "operations/diff_changelog.h"
#include "operations/replay.h"

namespace ebbtide {

/// Which changesets are written of drift: none; those that say what was done by hand, for the
/// changelog; those that take it back.
enum class DriftFix { none, changelog, database };

/// What a database is held against, and how.
struct DriftOptions {
  /// A snapshot that says how the schema should be, looked for among the files; empty for what the
  /// changelog leads to.
  std::string baseline = {};
  bool is_recorded = false;  ///< the snapshot is the one that an update has kept in the database
  /// The URL of an empty database to build that schema on; one is made beside the given one where
  /// it is empty.
  std::string scratch = {};
  CompareOptions compare = {};
  bool is_strict = false;  ///< what only informs counts too
  LockOptions lock = {};
  /// Reads the changelog for the scratch database. Must be given, but with a baseline.
  std::function<Project(OpenDatabase&)> read = {};
  DriftFix fix = DriftFix::none;
  GenerateOptions making = {};
  std::string fix_file = {};  ///< gets the changesets at its end; is made where it is not there
};

/// In what a database differs from what its changelog says, as far as it has run there.
struct DriftReport {
  SchemaReport schemas;
  Replay replay;  ///< what the expected schema was built of; empty with a baseline
  bool has_drift = false;
  std::optional<DiffChangelogReport> fix = {};  ///< where changesets were asked for

  /// What may have been renamed by hand, from the name that is expected to the one that is there.
  schema::Renames look_like_renames() const;
};

/// Whether a difference is more than information.
bool is_drift(const schema::Difference& difference, bool is_strict);

/// Something was found that is not to pass in silence; thrown by who asked, behind the report.
class Drifted : public Error {
 public:
  using Error::Error;
};

/// Compares a database with what it should be: on a scratch database of the same server the
/// changesets that its history has are run once more, and both are read by the same questions, so
/// that both speak with the same server's words. Nothing is changed on the given database and its
/// lock is not taken; the scratch database is removed in every case. Throws Error where none can be
/// made, and ChangeSetFailed where a changeset does not run there.
DriftReport find_drift(OpenDatabase& database, const DriftOptions& options, const Files& files,
                       const Surroundings& with);

}  // namespace ebbtide
