#pragma once

#include <functional>
#include <string>
#include <vector>

#include "executor/locked.h"
#include "operations/option_row.h"
#include "operations/rollback_test.h"

namespace ebbtide {

/// How and where it is proved.
struct ProofOptions {
  bool is_each = false;       ///< changeset by changeset instead of all at once
  bool is_all = false;        ///< also of what has run already
  bool is_on_target = false;  ///< on the database itself, which is updated in the end
  /// The URL of the database to prove it on; one is made beside the given one where it is empty.
  std::string scratch = {};
  RollbackTest::Options test = {};
  /// Reads the changelog for the database that the proof is made on. Must be given, but for a proof
  /// on the database itself.
  std::function<Project(OpenDatabase&)> read;
};
inline constexpr OptionRow<ProofOptions> proof_option_rows[] = {
    {"each", &ProofOptions::is_each},
    {"all-changesets", &ProofOptions::is_all},
    {"scratch-url", &ProofOptions::scratch},
};

/// What a proof came to: it holds where nothing was found. `tested` counts changesets; 0 is no
/// proof.
struct ProofReport {
  std::string place;  ///< the database the proof was made on; empty where nothing was to be proved
  std::size_t tested = 0;
  std::vector<TestFinding> findings;
};

/// Proves that what is pending can be undone: updates, rolls back, compares the structures, and
/// updates again. But for a proof on the database itself nothing is run there, and its lock is not
/// taken. What does not hold is a finding and no exception. Throws ValidationFailed where a
/// changeset would reach beyond the database it is proved on, Error where no scratch database can
/// be made, and Interrupted; the scratch database is removed in every case.
ProofReport prove(const Project& project, OpenDatabase& database, const ProofOptions& options,
                  const Surroundings& with);

}  // namespace ebbtide
