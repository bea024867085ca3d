#include "cli/workspace.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>

#include "changelog/expression.h"
#include "cli/encoding_option.h"
#include "cli/option_file.h"
#include "cli/selection_doubts.h"
#include "cli/version.h"
#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "formats/load.h"
#include "text/ascii.h"
#include "text/java_properties.h"

namespace ebbtide {
namespace {

/// The live structure as far as a script may rely on it: what the tables are, not how SQLite wrote
/// them down, since statements that come earlier in the script may change that.
class ScriptCatalog final : public Catalog {
 public:
  explicit ScriptCatalog(const Catalog& live) : live_(live) {}

  bool is_current() const override { return false; }
  std::optional<CatalogTable> table(const ObjectName& name) const override {
    return live_.table(name);
  }
  std::optional<std::string> identity(const ObjectName& table) const override {
    return live_.identity(table);
  }
  bool has_view(const ObjectName& name) const override { return live_.has_view(name); }
  bool has_sequence(const ObjectName& name) const override { return live_.has_sequence(name); }
  const LookupRules& lookup_rules() const override { return live_.lookup_rules(); }
  std::vector<StoredObject> objects_like(const ObjectName& name) const override {
    return live_.objects_like(name);
  }
  std::vector<StoredKey> keys_like(StoredKey::Kind kind, const ObjectName& name) const override {
    return live_.keys_like(kind, name);
  }
  std::vector<std::string> column_names(const StoredObject& relation) const override {
    return live_.column_names(relation);
  }
  std::vector<CatalogForeignKey> foreign_keys_into(const ObjectName& table) const override {
    return live_.foreign_keys_into(table);
  }
  std::vector<std::string> views_on(const ObjectName& table) const override {
    return live_.views_on(table);
  }
  Structure structure(StructureScope scope) const override { return live_.structure(scope); }
  Rows query(const std::string& sql) const override { return NoCatalog().query(sql); }

 private:
  const Catalog& live_;
};

std::string deployment_now() {
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count();
  const std::string digits = std::to_string(millis);
  return digits.substr(digits.size() - 10);
}

SearchPath::Duplicates duplicates(const Settings& settings) {
  const std::string mode = settings.choice("duplicate-file-mode");
  if (mode == "ERROR") return SearchPath::Duplicates::refused;
  return mode == "WARN" ? SearchPath::Duplicates::warned : SearchPath::Duplicates::silent;
}

/// As Liquibase does: the class path counts only where there is no search path. Its jars are mostly
/// drivers, which nobody needs here.
SearchPath::Options search_options(const Settings& settings, Console& console) {
  SearchPath::Options options;
  options.may_leave = settings.flag("allow-outside-search-path");
  options.duplicates = duplicates(settings);
  options.warn = [&console](const std::string& message) { console.warning(message); };
  options.roots = split_list(settings.text("search-path"));
  if (!options.roots.empty()) return options;
  options.roots.emplace_back(".");
  for (std::string& root : split_list(replace_all(settings.text("classpath"), ":", ","))) {
    auto& list = names_archive(root) ? options.spare_archives : options.roots;
    list.push_back(std::move(root));
  }
  return options;
}

SearchPath search_path(const Settings& settings, Console& console) {
  const std::string_view option =
      settings.text("search-path").empty() ? "classpath" : "search-path";
  return settings.made_from(option, [&] { return SearchPath(search_options(settings, console)); });
}

void add_driver_properties(DatabaseUrl& url, const Settings& settings) {
  constexpr std::string_view option = "driver-properties-file";
  const std::string text = read_option_file(settings, option);
  for (JavaProperty& property : parse_java_properties(text, settings.text(option))) {
    if (equals_ignoring_case(property.key, "user")) {
      url.user = property.value;
    } else if (equals_ignoring_case(property.key, "password")) {
      url.password = property.value;
    } else {
      url.parameters.push_back({std::move(property.key), std::move(property.value)});
    }
  }
}

LoadOptions load_options(const Settings& settings) {
  return {settings.choice("on-missing-include-changelog") == "FAIL",
          settings.flag("error-on-circular-include-all"),
          settings.choice("changelog-parse-mode") == "STRICT",
          settings.flag("validate-xml-changelog-files"),
          settings.flag("allow-duplicated-changeset-identifiers")};
}

constexpr std::string_view no_database_url = "offline:postgresql";

DatabaseUrl url_of(const Settings& settings, bool has_no_database) {
  if (has_no_database) return DatabaseUrl::parse(std::string(no_database_url));
  DatabaseUrl url =
      settings.made_from("url", [&] { return DatabaseUrl::parse(settings.required("url")); });
  if (!settings.text("driver-properties-file").empty())
    settings.made_from("driver-properties-file", [&] { add_driver_properties(url, settings); });
  if (const auto user = settings.get("username")) url.user = *user;
  if (settings.flag("password-stdin")) {
    std::getline(std::cin, url.password);
  } else if (const auto password = settings.get("password")) {
    url.password = *password;
  }
  return url;
}

MissingProperty missing_property(const Settings& settings) {
  const std::string mode = settings.choice("missing-property-mode");
  if (mode == "EMPTY") return MissingProperty::empty;
  return mode == "ERROR" ? MissingProperty::error : MissingProperty::preserve;
}

}  // namespace

Workspace::Workspace(const Settings& settings, Console& console, Interruption& interruption,
                     bool may_have_no_database)
    : settings_(settings),
      console_(console),
      interruption_(interruption),
      has_no_database_(may_have_no_database && settings.text("url").empty()),
      url_(url_of(settings, has_no_database_)),
      files_(search_path(settings, console)),
      deployment_(deployment_now()) {
  files_.use({encoding_named(settings, "file-encoding"),
              encoding_named(settings, "output-file-encoding")});
  opening_ = std::async(std::launch::async, [this] { return open(); });
}

Workspace::Workspace(const Workspace& other, DatabaseUrl stand_in)
    : settings_(other.settings_),
      console_(other.console_),
      interruption_(other.interruption_),
      url_(std::move(stand_in)),
      files_(search_path(settings_, console_)),
      deployment_(deployment_now()),
      is_stand_in_(true) {
  files_.use(other.files_.encodings());
  opening_ = std::async(std::launch::async, [this] { return open(); });
}

Workspace::Place Workspace::open() const {
  TrackingNames tracking = tracking_names();
  if (is_offline()) {
    auto dialect = make_dialect(url_.database, url_.parameter("version").value_or(""));
    const Names names(*dialect, defaults(*dialect, nullptr));
    return {nullptr,
            std::move(dialect),
            names,
            TrackingTables(names, tracking),
            std::make_unique<NoCatalog>(),
            std::make_unique<NoCatalog>(),
            "",
            ""};
  }
  std::unique_ptr<Connection> connection =
      connect(url_, [&](const std::string& message) { console_.warning(message); });
  const Dialect& dialect = connection->dialect();
  const Names names(dialect, defaults(dialect, connection.get()));
  connection->enter(names.defaults());
  if (is_stand_in_ && names.defaults().schema.empty()) tracking.catalog = tracking.schema = "";
  auto catalog = connection->catalog(names.defaults());
  auto script_catalog = std::make_unique<ScriptCatalog>(*catalog);
  std::string user = connection->user(), version = connection->server_version();
  return {std::move(connection),
          nullptr,
          names,
          TrackingTables(names, tracking),
          std::move(catalog),
          std::move(script_catalog),
          std::move(user),
          std::move(version)};
}

Workspace::Place& Workspace::place() {
  if (!place_) {
    place_.emplace(opening_.get());
    connected_ = place_->connection.get();
  }
  return *place_;
}

Connection& Workspace::connection() {
  if (is_offline())
    throw UsageError("this command needs a database; " + url_.given + " is offline");
  return *place().connection;
}

void Workspace::reconnect() {
  place();
  connected_ = nullptr;
  place_.reset();
  opening_ = std::async(std::launch::async, [this] { return open(); });
}

void Workspace::cancel() noexcept {
  if (Workspace* const stand_in = stand_in_) stand_in->cancel();
  if (Connection* const connection = connected_) connection->cancel();
}

Defaults Workspace::defaults(const Dialect& dialect, Connection* connection) const {
  Defaults defaults = connection != nullptr ? connection->defaults() : Defaults{};
  if (is_offline()) {
    defaults.catalog = url_.parameter("catalog").value_or("");
    defaults.schema = url_.parameter("schema").value_or("");
  }
  const bool is_fixed = is_stand_in_ && defaults.schema.empty();
  const auto schema = settings_.get("default-schema-name");
  auto catalog = settings_.get("default-catalog-name");
  if (dialect.has(Feature::schemas_are_databases)) {
    if (!catalog) catalog = schema;
  } else if (schema && !is_fixed) {
    defaults.schema = *schema;
  }
  if (catalog && !is_stand_in_) {
    defaults.catalog = *catalog;
    defaults.catalog_was_set = true;
  }
  if (connection != nullptr && dialect.has(Feature::schemas) && defaults.schema.empty())
    throw Error(connection->missing_schema());
  defaults.output_schema = settings_.flag("output-default-schema");
  defaults.output_catalog = settings_.flag("output-default-catalog");
  defaults.style = {settings_.flag("always-drop-instead-of-replace"),
                    settings_.flag("use-procedure-schema"),
                    settings_.flag("always-override-stored-logic-schema"),
                    settings_.flag("convert-data-types"), settings_.flag("preserve-schema-case")};
  return defaults;
}

TrackingNames Workspace::tracking_names() const {
  return {settings_.text("database-changelog-table-name"),
          settings_.text("database-changelog-lock-table-name"),
          settings_.text("liquibase-catalog-name"), settings_.text("liquibase-schema-name"),
          settings_.text("liquibase-tablespace-name")};
}

/// Which of MySQL and MariaDB it is, only the server knows; all other names are in the URL.
Selection Workspace::selection() {
  const std::string dbms = has_no_database_            ? ""
                           : url_.server_names_dialect ? std::string(dialect().name())
                           : is_offline()              ? lower(url_.database)
                                                       : url_.kind;
  return {dbms, parse_names(settings_.text("context-filter")),
          replace_all(settings_.text("label-filter"), "\\", "")};
}

Text Workspace::Facts::find(std::string_view name) const {
  const Dialect& dialect = workspace_.dialect();
  const Defaults& where = workspace_.names().defaults();
  // As Liquibase does: what an offline URL says of the schema is not told.
  const std::string schema = workspace_.is_offline()
                                 ? workspace_.settings_.text("default-schema-name")
                             : where.schema.empty() ? where.catalog
                                                    : where.schema;
  const auto unless_empty = [](const std::string& value) {
    return value.empty() ? Text() : Text(value);
  };
  const std::string product(workspace_.is_offline() ? "Offline " + std::string(dialect.name())
                                                    : std::string(dialect.product_name()));
  const bool is_on_this_machine =
      contains(workspace_.url_.given, "localhost") || contains(workspace_.url_.given, "127.0.0.1");
  const std::map<std::string, Text> known{
      {"autoincrementclause", std::string(trim(dialect.auto_increment_clause({})))},
      {"currentdatetimefunction", std::string(dialect.now())},
      {"databasechangeloglocktablename",
       dialect.told_table_name(workspace_.tables().lock_name().name)},
      {"databasechangelogtablename",
       dialect.told_table_name(workspace_.tables().history_name().name)},
      {"databasemajorversion", std::to_string(dialect.version().major)},
      {"databaseminorversion", std::to_string(dialect.version().minor)},
      {"databaseproductname", product},
      {"databaseproductversion", unless_empty(workspace_.place().server_version)},
      {"defaultcatalogname", unless_empty(where.catalog)},
      {"defaultschemaname", unless_empty(schema)},
      {"defaultschemanameprefix", schema.empty() ? "" : "." + schema},
      {"linecomment", std::string(dialect.line_comment())},
      {"liquibaseschemaname", unless_empty(workspace_.tracking_names().schema)},
      {"typename", std::string(dialect.name())},
      {"issafetorunupdate", *to_text(is_on_this_machine)},
      {"requirespassword", "true"},
      {"requiresusername", "true"},
      {"supportsforeignkeydisable", *to_text(dialect.has(Feature::unchecked_keys))},
      {"supportsinitiallydeferrablecolumns", *to_text(dialect.has(Feature::deferrable_keys))},
      {"supportsrestrictforeignkeys", "true"},
      {"supportsschemas", *to_text(dialect.has(Feature::schemas))},
      {"supportssequences", *to_text(dialect.has(Feature::sequences))},
      {"supportstablespaces", *to_text(dialect.has(Feature::tablespaces))},
  };
  const auto found = known.find(lower(name.substr(std::string_view("database.").size())));
  return found == known.end() ? Text() : found->second;
}

/// In the order in which Liquibase asks them: the environment, what Java knows of the machine, the
/// command line; what the database knows is asked for by name.
Properties Workspace::properties() {
  Properties properties(selection(), missing_property(settings_));
  if (settings_.flag("support-property-escaping")) properties.support_escaping();
  const auto set = [&](const std::string& name, const std::string& value) {
    properties.set_global({name, value, "", "", ""});
  };
  std::string user, home;
  for (const auto& [name, value] : settings_.environment()) {
    set(name, value);
    if (name == "USER") user = value;
    if (name == "HOME") home = value;
  }
  for (const auto& [name, value] : settings_.system_properties()) set(name, value);
  set("user.name", user);
  set("user.home", home);
  set("file.separator", "/");
  set("path.separator", ":");
  set("line.separator", "\n");
  set("java.io.tmpdir", "/tmp");
  set("os.name", "Linux");
  for (const auto& [name, value] : settings_.parameters()) set(name, value);
  return properties;
}

const Changelog& Workspace::changelog() {
  if (changelog_) return *changelog_;
  changelog_ =
      std::make_unique<Changelog>(load_changelog(settings_.required("changelog-file"), files_,
                                                 properties(), load_options(settings_), &facts_));
  for (const Problem& warning : changelog_->warnings)
    console_.warning(warning.where.to_text() + ": " + warning.message);
  for (const std::string& warning : doubts_of_selection(*changelog_)) console_.warning(warning);
  return *changelog_;
}

ReadChangelog Workspace::read_changelog() {
  return ebbtide::read_changelog(settings_.required("changelog-file"), files_, properties(),
                                 load_options(settings_), &facts_);
}

PropertyValues Workspace::values_of(const Changelog& changelog) const {
  return PropertyValues(changelog.properties, &facts_);
}

Hashing Workspace::hashing() { return {newest_checksum_version, files_, values_of(changelog())}; }

Target Workspace::target(bool for_script) {
  return {names(), for_script ? *place().script_catalog : *place().catalog, files_,
          values_of(changelog())};
}

Target Workspace::target(const Changelog& changelog) {
  return {names(), *place().catalog, files_, values_of(changelog)};
}

CheckContext Workspace::check_context(const History& history) {
  return {names(),
          *place().catalog,
          values_of(changelog()),
          place().user,
          [&history](const ChangeSetId& id) { return history.has_run(id); },
          changelog().path};
}

bool Workspace::has_history_table() {
  return !is_offline() && place().catalog->table(tables().history_name()).has_value();
}

History Workspace::read_history() {
  try {
    return History::read(connection().query({tables().read_history()}));
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    const auto table = place().catalog->table(tables().history_name());
    if (!table) return {};
    return History::read(connection().query({tables().read_history(*table)}));
  }
}

LockOptions Workspace::lock_options() const {
  const bool has_seconds = settings_.get("lock-wait").has_value();
  const std::chrono::milliseconds wait =
      has_seconds
          ? std::chrono::seconds(settings_.number("lock-wait"))
          : std::chrono::seconds(60LL * settings_.number("changelog-lock-wait-time-in-minutes"));
  return {wait, std::chrono::seconds(std::max(1, settings_.number("changelog-lock-poll-rate"))),
          settings_.flag("allow-transaction-pooling")};
}

std::string Workspace::version() {
  return std::string(liquibase_version) + " ebbtide " + std::string(program_version);
}

}  // namespace ebbtide
