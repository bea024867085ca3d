#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "changelog/changelog.h"
#include "cli/console.h"
#include "cli/settings.h"
#include "database/catalog.h"
#include "database/connection.h"
#include "database/dialect.h"
#include "database/url.h"
#include "executor/offline_history.h"
#include "executor/run.h"
#include "executor/text_check.h"
#include "formats/load.h"
#include "formats/search_path.h"
#include "history/history.h"
#include "history/lock.h"
#include "history/tracking_tables.h"

namespace ebbtide {

/// What the commands work with, made from the settings: the database (or the dialect of an offline
/// run), the files, the changelog and the names of the tracking tables. The session is opened on a
/// thread of its own, while the changelog is read; whoever asks for it first waits for it.
class Workspace {
 public:
  /// `may_have_no_database`: without a URL, changesets for all databases count, as for an offline
  /// one.
  Workspace(const Settings& settings, Console& console, Interruption& interruption,
            bool may_have_no_database = false);
  /// The same for another database, that stands in for the one the settings name: where names of
  /// schemas and databases are one, those of the settings do not count.
  Workspace(const Workspace& other, DatabaseUrl stand_in);

  const Settings& settings() const { return settings_; }
  Console& console() { return console_; }
  Interruption& interruption() { return interruption_; }
  TextCheck& text_check() { return text_check_; }

  bool is_offline() const { return url_.kind == "offline"; }
  /// Whether there is nothing but the changelog: no database and no history.
  bool has_no_database() const { return has_no_database_; }
  /// The database as messages name it: `ann@jdbc:postgresql://host/db`.
  std::string database() const { return url_.shown(); }
  const DatabaseUrl& url() const { return url_; }
  /// The live session. Throws UsageError for an offline run.
  Connection& connection();
  /// Opens a new session in place of the one there is.
  void reconnect();
  /// Stops the running statement, if there is one, also of a stand-in.
  void cancel() noexcept;
  void also_cancel(Workspace* stand_in) { stand_in_ = stand_in; }
  const Names& names() { return place().names; }
  const Dialect& dialect() { return names().dialect(); }
  const TrackingTables& tables() { return place().tables; }
  const Catalog& catalog() { return *place().catalog; }
  const SearchPath& files() const { return files_; }

  /// The changelog that --changelog-file names. Throws ValidationFailed with all that is wrong in
  /// it.
  const Changelog& changelog();
  /// The same as far as it can be read, without a complaint.
  ReadChangelog read_changelog();
  Hashing hashing();

  /// What changes may look at: the live structure, or for a script only as far as it cannot have
  /// changed on the way.
  Target target(bool for_script);
  /// The same for a changelog that was read apart.
  Target target(const Changelog& changelog);
  CheckContext check_context(const History& history);

  /// The history as it stands, also in a table of an older layout; none where there is no table.
  /// Nothing is changed for it.
  History read_history();
  bool has_history_table();
  LockOptions lock_options() const;
  std::string deployment() const { return deployment_; }
  /// What the LIQUIBASE column says of this program. Liquibase repairs the checksums of rows whose
  /// version is exactly three numbers and old; this is neither.
  static std::string version();

 private:
  /// The database once it answers: its session, or the dialect of an offline run, and what depends
  /// on it.
  struct Place {
    std::unique_ptr<Connection> connection;
    std::unique_ptr<const Dialect> offline;
    Names names;
    TrackingTables tables;
    Owned<Catalog> catalog;
    Owned<Catalog> script_catalog;
    std::string user, server_version;
  };

  Place open() const;
  TrackingNames tracking_names() const;
  Place& place();
  Defaults defaults(const Dialect& dialect, Connection* connection) const;
  Selection selection();
  Properties properties();

  /// What the database tells of itself; waits for it when it is asked.
  class Facts final : public DatabaseFacts {
   public:
    explicit Facts(Workspace& workspace) : workspace_(workspace) {}
    Text find(std::string_view name) const override;

   private:
    Workspace& workspace_;
  };

  PropertyValues values_of(const Changelog& changelog) const;

  const Settings& settings_;
  Console& console_;
  Interruption& interruption_;
  const Facts facts_{*this};
  bool has_no_database_ = false;
  DatabaseUrl url_;
  SearchPath files_;
  std::string deployment_;
  std::unique_ptr<Changelog> changelog_;
  TextCheck text_check_;
  std::future<Place> opening_;
  std::optional<Place> place_;
  std::atomic<Connection*> connected_ = nullptr;
  std::atomic<Workspace*> stand_in_ = nullptr;
  bool is_stand_in_ = false;
};

}  // namespace ebbtide
