#pragma once

#include <optional>
#include <ostream>

#include "executor/locked.h"
#include "executor/plan.h"
#include "operations/consent.h"
#include "operations/option_row.h"
#include "operations/script.h"

namespace ebbtide {

/// Which changesets to record as run without running them: those that an update with this limit
/// would run for the first time.
struct SyncOptions {
  UpdateLimit limit = {};
  std::optional<int> most = {};  ///< the first that have no row yet, this many
  bool is_strict = false;        ///< whether an author must be given
  LockOptions lock = {};
  Consents consents = {};
};
inline constexpr OptionRow<SyncOptions> sync_option_rows[] = {{"strict", &SyncOptions::is_strict}};

/// Records changesets that have no row yet, and stores the checksums that are missing, as an update
/// does, all in one transaction. Texts of changesets are not looked at, since none is run. Throws
/// ValidationFailed where an update would, ConsentRefused where somebody has something against it.
void sync(const Project& project, OpenDatabase& database, const SyncOptions& options,
          const Surroundings& with);
/// Writes the SQL that does the same.
void write_sync(const Project& project, OpenDatabase& database, const SyncOptions& options,
                const ScriptOptions& script, std::ostream& out, const Surroundings& with);

}  // namespace ebbtide
