#pragma once

#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "changelog/change.h"
#include "changelog/precondition.h"
#include "changelog/project.h"
#include "database/catalog.h"
#include "database/connection.h"
#include "database/interruption.h"
#include "database/names.h"
#include "database/url.h"
#include "history/journal_table.h"
#include "history/store.h"
#include "history/tracking_names.h"

namespace ebbtide {

class Dialect;

/// Which database to open, and how to work there. Absent names are those of the session, or of the
/// URL of an offline database.
struct DatabaseOptions {
  DatabaseUrl url;
  std::optional<std::string> default_schema = {};
  std::optional<std::string> default_catalog = {};
  bool output_schema = true;   ///< whether SQL names the default schema
  bool output_catalog = true;  ///< and the default catalog
  SqlStyle style = {};
  TrackingNames tracking = {};
  /// It stands in for the database that the other options are about: where names of schemas and
  /// databases are one, theirs do not count.
  bool is_stand_in = false;
  /// What the history is to say of what is done there; the id is one of the moment where it is
  /// empty, the version that of this program.
  std::string deployment = {};
  std::string version = {};
  /// What remembers the changesets, around the store that it is given or in its place. Called once
  /// for each session; what it makes must be for that session alone.
  std::function<std::unique_ptr<HistoryStore>(std::unique_ptr<HistoryStore>)> store = {};
  std::function<void(const std::string&)> warn = {};  ///< of what is odd about the URL
};

/// The same for another database, in place of the one that these options are about; with a
/// deployment of its own.
DatabaseOptions stand_in(const DatabaseOptions& options, DatabaseUrl url);

/// A database and all that hangs on its session, or the dialect of an offline run. The session is
/// opened on a thread of its own: who asks for it first waits for it, and hears then why there is
/// none. As long as it is open, the end that somebody asks for cancels its statement. All but the
/// opening belongs to one thread at a time. What it gives out by reference belongs to the session:
/// a reconnect, and the end of its life, make it dangle. What needs the session waits for it, and
/// throws ConnectionLost or whatever else kept it from being opened, each time it is asked. The
/// interruption must outlive it.
class OpenDatabase {
 public:
  OpenDatabase(DatabaseOptions options, Interruption& interruption);
  ~OpenDatabase();
  OpenDatabase(const OpenDatabase&) = delete;
  OpenDatabase& operator=(const OpenDatabase&) = delete;

  const DatabaseOptions& options() const { return options_; }
  const DatabaseUrl& url() const { return options_.url; }
  bool is_offline() const { return url().kind == "offline"; }
  /// As messages name it: `ann@jdbc:postgresql://host/db`.
  std::string shown() const { return url().shown(); }
  /// The name by which changesets choose their databases. Only where the URL does not tell it, as
  /// of MySQL and MariaDB, the session is waited for.
  std::string dbms();

  /// The live session. Throws UsageError for an offline run.
  Connection& connection();
  /// Opens a new session in place of the one there is, which ends first: its locks, settings and
  /// what it has not committed are gone. Throws where there was none.
  void reconnect();

  const Names& names() { return place().names; }
  const Catalog& catalog() { return *place().catalog; }
  /// Where it remembers its changesets.
  HistoryStore& store() { return *place().store; }
  /// The table of its journal, which stands beside the history.
  const JournalTable& journal_table() { return place().journal; }
  /// What it tells of itself; waits for it when it is asked.
  const DatabaseFacts& facts() const { return facts_; }

  /// What changes may look at: the live structure, or for a script only as far as it cannot have
  /// changed on the way. Borrows the project.
  Target target(const Project& project, bool for_script = false);
  Target target(const Changelog& changelog, const Files& files, bool for_script = false);
  /// What preconditions may look at. Borrows the project and the history.
  CheckContext check_context(const Project& project, const History& history);
  /// The same with another catalog to ask, which is borrowed too.
  CheckContext check_context(const Project& project, const History& history,
                             const Catalog& catalog);

  /// Whether somebody has worked with changelogs here; an offline run has no such table.
  bool has_history_table();
  /// The history as it stands, also in a table of an older layout; none where there is no table.
  /// Nothing is changed for it. Throws UsageError for an offline run, whose history its store has.
  History read_history();

  /// The ten digits that all rows of this run have in DEPLOYMENT_ID: the last ones of a moment in
  /// milliseconds, as Liquibase has them. `version` is what goes into LIQUIBASE, `4.28.0 ebbtide
  /// 0.1.0`.
  const std::string& deployment() const { return options_.deployment; }
  const std::string& version() const { return options_.version; }

 private:
  /// What is there once the database answers.
  struct Place {
    std::unique_ptr<Connection> connection;
    std::unique_ptr<const Dialect> offline;
    Names names;
    std::unique_ptr<HistoryStore> store;
    JournalTable journal;
    Owned<Catalog> catalog;
    Owned<Catalog> script_catalog;
    std::string user, server_version;
    std::unique_ptr<Interruption::Scope> scope;
  };

  /// What the database tells of itself.
  class Facts final : public DatabaseFacts {
   public:
    explicit Facts(OpenDatabase& database) : database_(database) {}
    Text find(std::string_view name) const override;

   private:
    OpenDatabase& database_;
  };

  void begin_to_open();
  Place open();
  Place open_offline() const;
  Defaults defaults(const ebbtide::Facts& facts, Connection* connection) const;
  Place& place();
  void tell_warnings();

  DatabaseOptions options_;
  Interruption& interruption_;
  const Facts facts_{*this};
  std::vector<std::string> warnings_;  ///< of the opening, until somebody waits for it
  std::optional<Place> place_;
  std::exception_ptr failure_;  ///< why there is no session
  std::future<Place> opening_;
};

}  // namespace ebbtide
