#pragma once

#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "changelog/changelog.h"
#include "cli/console.h"
#include "cli/settings.h"
#include "database/connection.h"
#include "database/url.h"
#include "executor/history.h"
#include "executor/lock.h"
#include "executor/offline_history.h"
#include "executor/run.h"
#include "executor/tracking_tables.h"
#include "formats/search_path.h"

namespace ebbtide {

/// What the commands work with, made from the settings: the database (or the dialect of an offline
/// run), the files, the changelog and the names of the tracking tables. Each is opened when it is
/// first asked for.
class Workspace {
 public:
  Workspace(const Settings& settings, Console& console, Interruption& interruption);

  const Settings& settings() const { return settings_; }
  Console& console() { return console_; }
  Interruption& interruption() { return interruption_; }

  bool is_offline() const { return url_.kind == "offline"; }
  /// The database as messages name it: `ann@jdbc:postgresql://host/db`.
  std::string database() const { return url_.shown(); }
  const DatabaseUrl& url() const { return url_; }
  /// The live session. Throws UsageError for an offline run.
  Connection& connection();
  const Names& names() const { return *names_; }
  const Dialect& dialect() const { return names_->dialect(); }
  const TrackingTables& tables() const { return *tables_; }
  const SearchPath& files() const { return files_; }

  /// The changelog that --changelog-file names. Throws ValidationFailed with all that is wrong in it.
  const Changelog& changelog();
  Hashing hashing();
  Selection selection() const;

  /// What changes may look at: the live structure, or for a script only as far as it cannot have
  /// changed on the way.
  Target target(bool for_script);
  CheckContext check_context(const History& history);

  /// The history as it stands; none where the table is missing. A table of an older layout is
  /// brought up to date first.
  History read_history();
  bool has_history_table();
  LockOptions lock_options() const;
  TrackingNames tracking_names() const;
  std::string deployment() const { return deployment_; }
  static std::string version();

 private:
  void open_database();
  Properties properties() const;
  void set_database_properties(Properties& properties) const;
  Defaults defaults();

  const Settings& settings_;
  Console& console_;
  Interruption& interruption_;
  DatabaseUrl url_;
  SearchPath files_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<const Dialect> offline_dialect_;
  std::unique_ptr<Names> names_;
  std::unique_ptr<Catalog> catalog_;
  std::unique_ptr<Catalog> script_catalog_;
  std::unique_ptr<TrackingTables> tables_;
  std::unique_ptr<Changelog> changelog_;
  std::string deployment_;
};

}  // namespace ebbtide
