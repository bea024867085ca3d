// A session takes its time to open (TCP, TLS, a password's hash, a few questions), and so does
// reading a changelog. So the constructor starts the opening on a thread and returns:
//
//   opening_ runs      the thread works; nobody else touches what it makes
//   place() is asked   waits for it, tells what was odd about the URL, and keeps
//     place_           what there is once the database answers; or
//     failure_         why it does not: thrown again to everybody who asks, without another attempt
//   reconnect()        ends the session and starts over
//
// All but the thread's own work is done by the one thread that owns the object, so nothing here is
// locked. In a Place the order of the members matters: `scope` is the last, so that it goes first
// and nobody cancels a statement of a connection that is gone; catalogs go before the connection
// they ask.
//
// A stand-in is the scratch database of a proof. On MySQL and MariaDB, where a schema is a
// database, the default schema and the place of the tracking tables that the options name are the
// real database; there the stand-in leaves them out and is its own default. On PostgreSQL the
// options name a schema, which the stand-in has as well.
#include "executor/open_database.h"

#include <chrono>
#include <map>
#include <utility>

#include "database/dialect.h"
#include "database/drivers.h"
#include "executor/deployment.h"
#include "executor/version.h"
#include "history/liquibase_store.h"
#include "history/offline_store.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string deployment_now() {
  return deployment_at(std::chrono::duration_cast<std::chrono::milliseconds>(
                           std::chrono::system_clock::now().time_since_epoch())
                           .count());
}

/// Liquibase repairs the checksums of rows whose version is exactly three numbers and old; this is
/// neither.
std::string own_version() {
  return std::string(liquibase_version) + " ebbtide " + std::string(program_version);
}

Text unless_empty(const std::string& value) { return value.empty() ? Text() : Text(value); }

OfflineSql offline_sql(const DatabaseUrl& url) {
  const std::string word = lower(url.parameter("outputLiquibaseSql").value_or("none"));
  if (word == "all" || word == "true") return OfflineSql::all;
  return word == "data_only" ? OfflineSql::data_only : OfflineSql::none;
}

}  // namespace

DatabaseOptions stand_in(const DatabaseOptions& options, DatabaseUrl url) {
  DatabaseOptions other = options;
  other.url = std::move(url);
  other.is_stand_in = true;
  other.deployment.clear();
  return other;
}

OpenDatabase::OpenDatabase(DatabaseOptions options, Interruption& interruption)
    : options_(std::move(options)), interruption_(interruption) {
  if (options_.deployment.empty()) options_.deployment = deployment_now();
  if (options_.version.empty()) options_.version = own_version();
  begin_to_open();
}

OpenDatabase::~OpenDatabase() {
  if (!opening_.valid()) return;
  opening_.wait();
  tell_warnings();
}

void OpenDatabase::begin_to_open() {
  opening_ = std::async(std::launch::async, [this] { return open(); });
}

// What the URL says stands in for a database: `offline:postgresql?version=12&changeLogFile=h.csv`.
// Its catalogs refuse every question, which is an error only for what asks one.
OpenDatabase::Place OpenDatabase::open_offline() const {
  auto dialect = make_dialect(url().database, url().parameter("version").value_or(""));
  const Names names(*dialect, defaults(dialect->facts(), nullptr));
  return {nullptr,
          std::move(dialect),
          names,
          std::make_unique<OfflineStore>(
              url().parameter("changeLogFile").value_or("databasechangelog.csv"),
              offline_sql(url()), TrackingTables(names, options_.tracking)),
          JournalTable(names, options_.tracking),
          std::make_unique<NoCatalog>(),
          std::make_unique<NoCatalog>(),
          "",
          "",
          nullptr};
}

OpenDatabase::Place OpenDatabase::open() {
  if (is_offline()) return open_offline();
  std::unique_ptr<Connection> connection =
      connect(url(), [this](const std::string& message) { warnings_.push_back(message); });
  const Dialect& dialect = connection->dialect();
  const Names names(dialect, defaults(dialect.facts(), connection.get()));
  connection->enter(names.defaults());
  TrackingNames tracking = options_.tracking;
  if (options_.is_stand_in && names.defaults().schema.empty())
    tracking.catalog = tracking.schema = "";
  auto store = std::make_unique<LiquibaseStore>(*connection, TrackingTables(names, tracking));
  auto catalog = connection->catalog(names.defaults());
  std::string user = connection->user(), version = connection->server_version();
  auto scope = std::make_unique<Interruption::Scope>(
      interruption_, [at_work = connection.get()] { at_work->cancel(); });
  return {std::move(connection),
          nullptr,
          names,
          std::move(store),
          JournalTable(names, tracking),
          std::move(catalog),
          std::make_unique<NoCatalog>(),
          std::move(user),
          std::move(version),
          std::move(scope)};
}

OpenDatabase::Place& OpenDatabase::place() {
  if (place_) return *place_;
  if (failure_) std::rethrow_exception(failure_);
  opening_.wait();
  tell_warnings();
  try {
    place_.emplace(opening_.get());
    if (options_.store) place_->store = options_.store(std::move(place_->store));
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
  return *place_;
}

void OpenDatabase::tell_warnings() {
  const auto warnings = std::exchange(warnings_, {});
  if (!options_.warn) return;
  for (const std::string& warning : warnings) options_.warn(warning);
}

Connection& OpenDatabase::connection() {
  if (is_offline())
    throw UsageError("this command needs a database; " + url().given + " is offline");
  return *place().connection;
}

void OpenDatabase::reconnect() {
  place();
  place_.reset();
  begin_to_open();
}

Defaults OpenDatabase::defaults(const ebbtide::Facts& facts, Connection* connection) const {
  Defaults defaults = connection != nullptr ? connection->defaults() : Defaults{};
  if (is_offline()) {
    defaults.catalog = url().parameter("catalog").value_or("");
    defaults.schema = url().parameter("schema").value_or("");
  }
  const bool is_fixed = options_.is_stand_in && defaults.schema.empty();
  const auto& schema = options_.default_schema;
  auto catalog = options_.default_catalog;
  if (facts.has(Feature::schemas_are_databases)) {
    if (!catalog) catalog = schema;
  } else if (schema && !is_fixed) {
    defaults.schema = *schema;
  }
  if (catalog && !options_.is_stand_in) {
    defaults.catalog = *catalog;
    defaults.catalog_was_set = true;
  }
  if (connection != nullptr && facts.has(Feature::schemas) && defaults.schema.empty())
    throw Error(connection->missing_schema());
  defaults.output_schema = options_.output_schema;
  defaults.output_catalog = options_.output_catalog;
  defaults.style = options_.style;
  return defaults;
}

std::string OpenDatabase::dbms() {
  if (url().server_names_dialect) return std::string(names().facts().name);
  return is_offline() ? lower(url().database) : url().kind;
}

Target OpenDatabase::target(const Project& project, bool for_script) {
  return target(project.changelog(), project.files(), for_script);
}

Target OpenDatabase::target(const Changelog& changelog, const Files& files, bool for_script) {
  return {names(), for_script ? *place().script_catalog : *place().catalog, files,
          PropertyValues(changelog.properties, &facts_)};
}

CheckContext OpenDatabase::check_context(const Project& project, const History& history) {
  return check_context(project, history, *place().catalog);
}

CheckContext OpenDatabase::check_context(const Project& project, const History& history,
                                         const Catalog& catalog) {
  return {names(),
          catalog,
          PropertyValues(project.changelog().properties, &facts_),
          place().user,
          [&history](const ChangeSetId& id) { return history.has_run(id); },
          project.changelog().path};
}

bool OpenDatabase::has_history_table() { return !is_offline() && store().exists(); }

History OpenDatabase::read_history() {
  connection();
  return store().read();
}

// What `${database.…}` stands for. As Liquibase does: the names are those of methods of its
// Database, without `get` and in any case, so that `database.databaseProductName` is what
// getDatabaseProductName returns.
Text OpenDatabase::Facts::find(std::string_view name) const {
  const ebbtide::Facts& facts = database_.names().facts();
  const Defaults& where = database_.names().defaults();
  const TrackingNames& tracking = database_.options_.tracking;
  // As Liquibase does: what an offline URL says of the schema is not told.
  const std::string schema = database_.is_offline() ? database_.options_.default_schema.value_or("")
                             : where.schema.empty() ? where.catalog
                                                    : where.schema;
  const std::string product(database_.is_offline() ? "Offline " + std::string(facts.name)
                                                   : std::string(facts.product_name));
  const bool is_on_this_machine =
      contains(database_.url().given, "localhost") || contains(database_.url().given, "127.0.0.1");
  const std::map<std::string, Text> known{
      {"autoincrementclause",
       std::string(trim(database_.names().dialect().auto_increment_clause({})))},
      {"currentdatetimefunction", std::string(facts.spellings.now)},
      {"databasechangeloglocktablename", told_table_name(tracking.lock, facts)},
      {"databasechangelogtablename", told_table_name(tracking.history, facts)},
      {"databasemajorversion", std::to_string(facts.version.major)},
      {"databaseminorversion", std::to_string(facts.version.minor)},
      {"databaseproductname", product},
      {"databaseproductversion", unless_empty(database_.place().server_version)},
      {"defaultcatalogname", unless_empty(where.catalog)},
      {"defaultschemaname", unless_empty(schema)},
      {"defaultschemanameprefix", schema.empty() ? "" : "." + schema},
      {"linecomment", std::string(facts.spellings.line_comment)},
      {"liquibaseschemaname", unless_empty(tracking.schema)},
      {"typename", std::string(facts.name)},
      {"issafetorunupdate", *to_text(is_on_this_machine)},
      {"requirespassword", "true"},
      {"requiresusername", "true"},
      {"supportsforeignkeydisable", *to_text(facts.has(Feature::unchecked_keys))},
      {"supportsinitiallydeferrablecolumns", *to_text(facts.has(Feature::deferrable_keys))},
      {"supportsrestrictforeignkeys", "true"},
      {"supportsschemas", *to_text(facts.has(Feature::schemas))},
      {"supportssequences", *to_text(facts.has(Feature::sequences))},
      {"supportstablespaces", *to_text(facts.has(Feature::tablespaces))},
  };
  const auto found = known.find(lower(name.substr(std::string_view("database.").size())));
  return found == known.end() ? Text() : found->second;
}

}  // namespace ebbtide
