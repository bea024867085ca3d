#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "operations/compare.h"
#include "operations/generate.h"
#include "operations/sync.h"

namespace ebbtide {

/// How a database without a changelog gets one.
struct AdoptOptions {
  GenerateChangelogOptions generating = {};  ///< its file must be named
  CompareOptions compare = {};
  std::string scratch = {};  ///< the URL of an empty database to prove on; one is made without it
  SyncOptions sync = {};
  bool is_plan = false;  ///< nothing is written
  /// Reads the changelog for a database, from these files. Must be given.
  std::function<Project(OpenDatabase&, std::shared_ptr<const Files>)> read = {};
};

/// What a database and a changelog that is there already know of each other.
struct Acquaintance {
  std::size_t recorded = 0;               ///< changesets of the changelog that the history has
  std::vector<ChangeSetId> unknown = {};  ///< that the history has and the changelog has not
  std::vector<ChangeSetId> pending = {};
  /// So many of the pending ones, from the first on, are in the database: with them the changelog
  /// leads closest to it.
  std::size_t in_effect = 0;
  /// Why the pending ones could not be tried from some one on; empty where all could.
  std::string stopped = {};
};

/// What came of it.
enum class Adoption {
  adopted,     ///< the changelog is written and recorded as run
  planned,     ///< it would be
  not_proved,  ///< what was generated does not make the same schema; nothing was touched
  half_known,  ///< there is a changelog or a history already, and something to be decided
  known        ///< there is, and they agree
};

/// What came of it. `acquaintance` counts where something was there already, `change_sets` where
/// nothing was.
struct AdoptReport {
  Adoption outcome = Adoption::adopted;
  std::string file;
  std::vector<WrittenChangeSet> change_sets = {};  ///< of the new changelog
  std::vector<std::string> left_out = {};          ///< what no changeset carries
  Acquaintance acquaintance = {};
  /// In what the database differs from the changelog: from the new one, or from the one that is
  /// there as far as its changesets are in the database.
  SchemaReport schemas = {};
};

/// Gives a database its first changelog: generates it, runs it on a scratch database of the same
/// server, compares that with the database, and only where the two are the same writes the file and
/// records its changesets as run. The scratch database is removed in every case. Where there is a
/// changelog or a history already, nothing is changed, and what they know of each other is told.
/// Throws UsageError for a file of no known format, ChangeSetFailed where the new changelog does
/// not run, and Error where no scratch database can be made.
AdoptReport adopt(OpenDatabase& database, const AdoptOptions& options,
                  const std::shared_ptr<const Files>& files, const Surroundings& with);

}  // namespace ebbtide
