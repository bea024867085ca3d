#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operations/flyway/place.h"
#include "operations/flyway/results.h"
#include "operations/flyway/script_run.h"

namespace ebbtide {

/// What came of it.
struct MigrateResult {
  FlywayResult about;
  /// The last version that was applied before, and behind it; absent for none, and the latter also
  /// where only repeatables ran.
  std::optional<std::string> initial_version, target_version;
  std::vector<FlywayMigration> migrations;  ///< that were run, also those that did not stay
  int executed = 0;                         ///< how many stay
  std::size_t validated = 0;                ///< how many were looked at before; 0 without that
  std::vector<std::string> warnings;
};

/// A migration that failed: the code, and what was done before.
class MigrateFailed : public Error {
 public:
  MigrateFailed(std::string code, const Error& why, MigrateResult done);
  /// As Flyway has it: FAILED_VERSIONED_MIGRATION.
  const std::string& code() const { return code_; }
  /// What it would have returned: the migrations up to the one that failed.
  const MigrateResult& done() const { return done_; }
  /// What the database said, where it was a statement.
  const std::optional<ScriptFailed::Details>& details() const { return details_; }

 private:
  std::string code_;
  MigrateResult done_;
  std::optional<ScriptFailed::Details> details_;
};

/// Who hears of a migrate while it runs, in this order; each but `begins` once at most. None may be
/// empty.
struct MigrateTold {
  std::function<void(std::size_t migrations)> validated = [](std::size_t) {};
  std::function<void()> creates_history = [] {};
  std::function<void(const std::optional<std::string>& version)> current =
      [](const std::optional<std::string>&) {};
  std::function<void(const flyway::MigrationInfo&)> begins = [](const flyway::MigrationInfo&) {};
};

/// Brings the database up to date, or to the target. Throws MigrateFailed, and Failure for what
/// keeps it from beginning.
MigrateResult migrate(FlywayPlace& place, const MigrateTold& told = {});

}  // namespace ebbtide
