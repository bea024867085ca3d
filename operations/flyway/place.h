#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "changelog/changelog.h"
#include "executor/live_run.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "flyway/configuration.h"
#include "flyway/history.h"
#include "flyway/migration.h"
#include "flyway/placeholders.h"
#include "history/flyway_store.h"

namespace ebbtide {

/// A Flyway project and where it is to be run.
struct FlywayProject {
  flyway::Configuration configuration;
  std::string working_directory;  ///< absolute
};

/// Where no changelog has files: scripts are in memory when they run.
const Files& no_files();

/// The database that the configuration names. Throws Failure where it names none.
DatabaseOptions database_options(const FlywayProject& project);
/// Opens it, as often as the configuration wants it to be tried.
std::unique_ptr<OpenDatabase> open_flyway_database(const FlywayProject& project,
                                                   const Surroundings& with);

/// All that a verb works with: the scripts of the project, the schemas and the history of one
/// database. Borrows all of it. One at a time on a database.
class FlywayPlace {
 public:
  /// Asks the database what scripts may name, and reads the folders; nothing is changed. Throws
  /// Failure for scripts that are not as they must be.
  FlywayPlace(const FlywayProject& project, OpenDatabase& database, const Surroundings& with);
  FlywayPlace(const FlywayPlace&) = delete;
  FlywayPlace& operator=(const FlywayPlace&) = delete;

  const FlywayProject& project() const { return project_; }
  const flyway::Configuration& configuration() const { return project_.configuration; }
  const Surroundings& with() const { return with_; }
  OpenDatabase& database() { return database_; }
  Connection& connection() { return database_.connection(); }
  const Facts& facts() const { return names_.facts(); }
  FlywayTable& table() { return *table_; }
  const FlywayWords& words() const { return table_->words(); }
  const flyway::Scripts& scripts() const { return scripts_; }

  /// The schemas that the configuration names, with that of the history; the one that the session
  /// is in where it names none.
  const std::vector<std::string>& schemas() const { return schemas_; }
  /// Whether it names one.
  bool names_schemas() const;
  /// As results name them: only those that were asked for.
  std::string shown_schemas() const;
  /// By its name as the server stores it.
  bool has_schema(const std::string& schema);
  /// Those of the schemas that have something in them.
  std::vector<std::string> filled_schemas();
  /// Makes unqualified names mean the schema of the history, where it is there. Whatever a script
  /// has set is set back.
  void enter();

  /// Whether there is a history table, in the schema that it belongs to.
  bool has_table();
  /// The rows; none where there is no table.
  std::vector<flyway::AppliedMigration> history();
  /// History and folder side by side. Borrows the rows.
  flyway::Standing standing(const std::vector<flyway::AppliedMigration>& history) const;
  /// Who runs this, as rows say it.
  const std::string& user() const { return user_; }

  /// The text of a file with its placeholders replaced, where it is to have them replaced.
  std::string replaced(const std::string& text, const std::string& path,
                       const flyway::ScriptMetadata& metadata) const;
  bool replaces(const flyway::ScriptMetadata& metadata) const;
  /// What they stand for in this file.
  flyway::Placeholders placeholders(const std::string& path) const;

  /// From now on this stands between scripts and the session.
  void judge(std::function<std::unique_ptr<Session>(Session&)> judge) { judge_ = std::move(judge); }

  /// What is there, with unqualified names as scripts mean them.
  const Catalog& catalog();

  /// The history as what runs and undoes changesets asks it. Takes over what `history` reads.
  FlywayStore& store() { return *store_; }
  /// The journal that stands beside the history, with what earlier runs left half done. A migration
  /// that is not pending is done, whatever the journal has of it.
  Journal open_journal(const flyway::Standing& standing);
  /// What runs scripts here. One at a time.
  std::unique_ptr<LiveRun> begin_run(const LiveRunOptions& options);
  std::unique_ptr<LiveRun> begin_run() { return begin_run(LiveRunOptions()); }

 private:
  std::string first_schema();
  void read_schemas();
  /// The schema that unqualified names mean, where it is not that of the session.
  bool has_chosen_schema();

  const FlywayProject& project_;
  OpenDatabase& database_;
  Surroundings with_;
  Names names_;
  std::vector<std::string> schemas_;
  std::optional<FlywayTable> table_;
  std::optional<FlywayStore> store_;
  std::optional<Owned<Catalog>> catalog_;  ///< whose unqualified names are those of the scripts
  std::string user_, database_name_, path_, moment_;
  Changelog changelog_;  ///< without changesets: what a run can be asked for has no more
  flyway::Scripts scripts_;
  std::function<std::unique_ptr<Session>(Session&)> judge_;
};

/// The database as the commands of a changelog would have it, which took the project over.
DatabaseOptions options_of_changelog(const FlywayPlace& place);

/// The lock of a Flyway history for the lifetime of the object. Throws Failure where it does not
/// come free in time.
class FlywayLock {
 public:
  explicit FlywayLock(FlywayPlace& place);
  ~FlywayLock();
  FlywayLock(const FlywayLock&) = delete;
  FlywayLock& operator=(const FlywayLock&) = delete;

 private:
  FlywayPlace& place_;
};

}  // namespace ebbtide
