// What is asked of the database before a verb begins, in this order: the schema that the session is
// in, who is connected, what the database is called; and then the folder is read, since a
// repeatable's checksum depends on placeholders that the database has told.
//
// The schema of the history is the first that somebody names:
//
//   defaultSchema          also where `schemas` does not list it: it is put before them
//   schemas                the first of the list
//   the database's own     where it has only one (SQLite), else the one that the session is in
//
// The session is led into that schema only where the configuration names one and it is there; a
// script that says SET search_path is undone by the same way. What was on the path before stays
// behind it.
//
// Names in scripts are left to the session, so that the run has no default schema of its own, no
// properties and no files: a script is in memory, and all that a changelog could ask for is empty.
//
// Two waits: for the server (connectRetries), where the pause doubles up to the longest that is
// allowed, and only a lost connection is tried again; for the lock (lockRetryCount), once a second,
// and -1 is for ever. A lock is never taken over: it belongs to the session that has it and goes
// with it.
#include "operations/flyway/place.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <set>

#include "changelog/files.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/await_database.h"
#include "operations/flyway/scan.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::Failure;
using std::chrono::seconds;

/// Scripts are in memory when they run.
class NoFiles final : public Files {
 public:
  bool exists(const std::string&) const override { return false; }
  std::unique_ptr<std::istream> open(const std::string& path) const override {
    throw Error(not_found(path));
  }
  std::vector<std::string> list(const std::string&, const FolderQuery&) const override {
    return {};
  }
};

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[sizeof "2026-01-01 00:00:00"];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &local);
  return text;
}

/// What has run and counts, under the names of its rows and those of its scripts.
std::set<std::string> ids_of_done(const flyway::Standing& standing) {
  using flyway::State;
  constexpr State gone[] = {State::deleted, State::undone, State::outdated, State::superseded};
  std::set<std::string> ids;
  for (const flyway::MigrationInfo& one : standing.all) {
    if (one.applied == nullptr || !one.applied->success ||
        std::find(std::begin(gone), std::end(gone), one.state) != std::end(gone))
      continue;
    ids.insert(id_of(*one.applied).id);
    if (one.resolved != nullptr) ids.insert(id_of(*one.resolved).id);
  }
  return ids;
}

/// The names of the run: unqualified ones are left to the session, so nothing is set for them.
Names names_of(OpenDatabase& database) {
  Defaults defaults = database.names().defaults();
  defaults.schema.clear();
  return {database.connection().dialect(), std::move(defaults)};
}

}  // namespace

const Files& no_files() {
  static const NoFiles none;
  return none;
}

DatabaseOptions database_options(const FlywayProject& project) {
  const flyway::Configuration& configuration = project.configuration;
  const std::string url = configuration.text("url");
  if (url.empty())
    throw Failure(flyway::configuration_code,
                  "Unable to connect to the database. Configure the url, user and password!");
  DatabaseOptions options{DatabaseUrl::parse(url)};
  if (configuration.is_given("user")) options.url.user = configuration.text("user");
  if (configuration.is_given("password")) options.url.password = configuration.text("password");
  for (const flyway::Setting& one : configuration.family("jdbcProperties."))
    options.url.parameters.push_back({one.key, one.value});
  return options;
}

std::unique_ptr<OpenDatabase> open_flyway_database(const FlywayProject& project,
                                                   const Surroundings& with) {
  const int most_seconds = project.configuration.number("connectRetriesInterval");
  int tries = project.configuration.number("connectRetries");
  int pause = 1;
  for (;; --tries) {
    auto database = std::make_unique<OpenDatabase>(database_options(project), with.interruption);
    try {
      Connection& connection = database->connection();
      if (const std::string sql = project.configuration.text("initSql"); !sql.empty())
        connection.execute({sql});
      return database;
    } catch (const ConnectionLost& error) {
      if (tries <= 0) throw;
      with.observer.warning("Connection error: " + std::string(error.what()) + "; retrying in " +
                            std::to_string(pause) + " s");
    }
    sleep_interruptibly(seconds(pause), with.interruption);
    pause = std::min(pause * 2, most_seconds);
  }
}

FlywayPlace::FlywayPlace(const FlywayProject& project, OpenDatabase& database,
                         const Surroundings& with)
    : project_(project),
      database_(database),
      with_(with),
      names_(names_of(database)),
      moment_(now_text()),
      changelog_(Properties(Selection{})) {
  read_schemas();
  table_.emplace(connection(), flyway_words(facts().name), first_schema(),
                 configuration().text("table"), configuration().text("tablespace"));
  store_.emplace(*table_);
  if (!words().read_path.empty()) path_ = table_->value_of(std::string(words().read_path));
  user_ = table_->value_of(std::string(words().user));
  if (!words().database.empty()) database_name_ = table_->value_of(std::string(words().database));
  scripts_ = read_scripts({configuration(), project.working_directory,
                           [&](const std::string& text, const std::string& path) {
                             return placeholders(path).replace(text);
                           },
                           [&](const std::string& message) { with.observer.warning(message); }});
  if (!scripts_.strangers.empty())
    with.observer.warning(
        "not run, since they are no SQL and only Flyway with Java, or a paid edition of it, runs "
        "them: " +
        join(scripts_.strangers, ", ") + "; write them in SQL, or let Flyway run them");
}

void FlywayPlace::read_schemas() {
  schemas_ = configuration().list("schemas");
  const std::string place = configuration().text("defaultSchema");
  if (!place.empty() && std::find(schemas_.begin(), schemas_.end(), place) == schemas_.end())
    schemas_.insert(schemas_.begin(), place);
  if (schemas_.empty()) schemas_ = {first_schema()};
}

std::string FlywayPlace::first_schema() {
  if (std::string place = configuration().text("defaultSchema"); !place.empty()) return place;
  if (const auto listed = configuration().list("schemas"); !listed.empty()) return listed.front();
  const FlywayWords words = flyway_words(facts().name);
  if (!words.own_schema.empty()) return std::string(words.own_schema);
  const Defaults& defaults = database_.names().defaults();
  return facts().has(Feature::schemas) ? defaults.schema : defaults.catalog;
}

std::string FlywayPlace::shown_schemas() const {
  return join(configuration().list("schemas"), ", ");
}

bool FlywayPlace::has_schema(const std::string& schema) {
  return table_->has_row(words().has_schema, {table_->literal(schema)});
}

std::vector<std::string> FlywayPlace::filled_schemas() {
  std::vector<std::string> filled;
  for (const std::string& schema : schemas_) {
    if (table_->has_row(words().has_objects, {table_->literal(schema)})) filled.push_back(schema);
  }
  return filled;
}

void FlywayPlace::enter() {
  if (words().set_path.empty()) return;
  std::string path = path_;
  if (has_chosen_schema())
    path = words().path_behind.empty()
               ? table_->schema()
               : spelled(words().path_behind, {table_->quote(table_->schema()), path_});
  if (path.empty()) return;
  connection().execute({spelled(words().set_path, {table_->literal(path), table_->quote(path)})});
}

bool FlywayPlace::has_table() { return table_->exists(); }

std::vector<flyway::AppliedMigration> FlywayPlace::history() {
  return has_table() ? table_->read() : std::vector<flyway::AppliedMigration>{};
}

flyway::Standing FlywayPlace::standing(const std::vector<flyway::AppliedMigration>& history) const {
  return flyway::lay_side_by_side(
      history, scripts_,
      {flyway::Target::parse(configuration().text("target")), configuration().flag("outOfOrder")});
}

bool FlywayPlace::replaces(const flyway::ScriptMetadata& metadata) const {
  return metadata.replaces_placeholders.value_or(configuration().flag("placeholderReplacement"));
}

std::string FlywayPlace::replaced(const std::string& text, const std::string& path,
                                  const flyway::ScriptMetadata& metadata) const {
  return replaces(metadata) ? placeholders(path).replace(text) : text;
}

flyway::Placeholders FlywayPlace::placeholders(const std::string& path) const {
  flyway::Placeholders placeholders(configuration().text("placeholderPrefix"),
                                    configuration().text("placeholderSuffix"));
  const std::string own = "flyway" + configuration().text("placeholderSeparator");
  placeholders.set(own + "defaultSchema", table_->schema());
  placeholders.set(own + "user", user_);
  placeholders.set(own + "database",
                   words().database.empty() ? std::optional<std::string>() : database_name_);
  placeholders.set(own + "timestamp", moment_);
  placeholders.set(own + "filename", std::filesystem::path(path).filename().string());
  placeholders.set(own + "workingDirectory", project_.working_directory);
  placeholders.set(own + "table", configuration().text("table"));
  placeholders.set(own + "environment", configuration().text("environment"));
  for (const flyway::Setting& one : configuration().family("placeholders."))
    placeholders.set(one.key, one.value);
  return placeholders;
}

bool FlywayPlace::names_schemas() const {
  return configuration().is_given("schemas") || configuration().is_given("defaultSchema");
}

bool FlywayPlace::has_chosen_schema() { return names_schemas() && has_schema(table_->schema()); }

const Catalog& FlywayPlace::catalog() {
  if (catalog_ || words().set_path.empty() || !has_chosen_schema())
    return catalog_ ? **catalog_ : database_.catalog();
  Defaults defaults = database_.names().defaults();
  (facts().has(Feature::schemas) ? defaults.schema : defaults.catalog) = table_->schema();
  catalog_.emplace(connection().catalog(defaults));
  return **catalog_;
}

Journal FlywayPlace::open_journal(const flyway::Standing& standing) {
  TrackingNames beside;
  beside.history = configuration().text("table");
  (facts().has(Feature::schemas) ? beside.schema : beside.catalog) = table_->schema();
  if (words().set_path.empty()) beside.schema = beside.catalog = "";
  JournalTable table(database_.names(), beside);
  const bool is_there = table_->has_row(
      words().has_table, {table_->literal(table_->schema()), table_->literal(table.table())});
  Journal journal(connection(), std::move(table), database_.deployment());
  if (!is_there) return journal;
  const std::set<std::string> done = ids_of_done(standing);
  journal.read([&](const JournaledChangeSet& one) { return done.contains(one.id.id); });
  return journal;
}

std::unique_ptr<LiveRun> FlywayPlace::begin_run(const LiveRunOptions& options) {
  const PropertyValues properties(changelog_.properties);
  const auto has_run = [](const ChangeSetId&) { return false; };
  LiveRunOptions judged = options;
  if (judge_) judged.judge = judge_;
  const auto history_of = [schema = table_->schema(),
                           table = configuration().text("table")](OpenDatabase& again) {
    Connection& connection = again.connection();
    FlywayTable of_again(connection, flyway_words(connection.facts().name), schema, table, "");
    return FlywayStore(of_again).read();
  };
  return std::make_unique<LiveRun>(
      RunPlace{connection(), names_, *store_, Target{names_, catalog(), no_files(), properties},
               CheckContext{names_, catalog(), properties, user_, has_run, ""},
               database_.deployment(), database_.version(), store_->change_sets(),
               [this, history_of] {
                 return history_after_loss(database_, with_.interruption, history_of);
               }},
      judged, with_);
}

DatabaseOptions options_of_changelog(const FlywayPlace& place) {
  DatabaseOptions options = database_options(place.project());
  if (place.names_schemas()) options.default_schema = place.schemas().front();
  return options;
}

FlywayLock::FlywayLock(FlywayPlace& place) : place_(place) {
  int tries = place.configuration().number("lockRetryCount");
  bool is_first = true;
  while (!place.table().try_lock()) {
    if (tries == 0) throw Failure(flyway::error_code, place.table().lock_error());
    if (std::exchange(is_first, false)) place.with().observer.waiting_for_lock("");
    if (tries > 0) --tries;
    sleep_interruptibly(seconds(1), place.with().interruption);
  }
}

FlywayLock::~FlywayLock() {
  try {
    place_.table().unlock();
  } catch (const Error&) {
    // The lock goes with its session.
  }
}

}  // namespace ebbtide
