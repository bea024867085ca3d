// Opening a database takes longer than reading most changelogs, so both go on side by side: the
// constructor begins to open and returns, the changelog is read when a command asks for it, and the
// first who needs the session waits for it. For that the name of the database must be known without
// it; only where the URL does not tell MySQL from MariaDB reading waits as well.
//
// Properties that a changelog can use come from outside of it in this order, the first that has a
// name wins: variables of the environment, -D of JAVA_OPTS, what Java knows of a machine
// (`user.name`, `file.separator`; a changelog that names them expects values), -Dname=value of the
// command line, then `parameter.name` of the properties file. As Liquibase does: the environment
// wins over the command line. Names of the database (`database.…`) are asked of it when they are
// met.
//
// doctor and explain-checksum may have no URL. There is then an offline PostgreSQL in place of the
// database, which answers what a dialect is asked, and changesets for any database count.
#include "cli/request.h"

#include <string>
#include <utility>

#include "changelog/expression.h"
#include "cli/config/password.h"
#include "cli/encoding_option.h"
#include "cli/operation_options.h"
#include "cli/option_file.h"
#include "cli/selection_doubts.h"
#include "operations/await_database.h"
#include "text/ascii.h"
#include "text/java_properties.h"

namespace ebbtide {
namespace {

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

constexpr std::string_view no_database_url = "offline:postgresql";

/// Waits for the server where that is asked for, and asks for the password that it wants where
/// somebody can be asked, and may be.
void make_ready(DatabaseUrl& url, const Settings& settings, Console& console,
                Interruption& interruption, bool may_ask) {
  if (const std::string wait = settings.text("wait-for-database"); !wait.empty()) {
    const auto limit = parsed_duration(wait);
    if (!limit)
      settings.refuse("wait-for-database", "Invalid argument '--wait-for-database': '" + wait +
                                               "' is no time such as 30, 30s or 2m");
    await_database(url, *limit, interruption,
                   [&](const std::string& message) { console.say(message); });
  }
  if (may_ask && can_ask() && !settings.flag("headless") && lacks_password(url))
    url.password = asked_password(url.shown(), interruption);
}

DatabaseUrl url_of(const Settings& settings, std::istream* in, Interruption& interruption,
                   bool has_no_database) {
  if (has_no_database) return DatabaseUrl::parse(std::string(no_database_url));
  DatabaseUrl url =
      settings.made_from("url", [&] { return DatabaseUrl::parse(settings.required("url")); });
  if (!settings.text("driver-properties-file").empty())
    settings.made_from("driver-properties-file",
                       [&] { add_driver_properties(url, settings, "driver-properties-file"); });
  if (const auto user = settings.get("username")) url.user = *user;
  if (const auto password = given_password(settings, in, interruption)) url.password = *password;
  return url;
}

MissingProperty missing_property(const Settings& settings) {
  const std::string mode = settings.choice("missing-property-mode");
  if (mode == "EMPTY") return MissingProperty::empty;
  return mode == "ERROR" ? MissingProperty::error : MissingProperty::preserve;
}

/// In the order in which Liquibase asks them: the environment, what Java knows of the machine, the
/// command line; what the database knows is asked for by name.
Properties properties_of(const Settings& settings, std::string dbms) {
  Properties properties({std::move(dbms), parse_names(settings.text("context-filter")),
                         replace_all(settings.text("label-filter"), "\\", "")},
                        missing_property(settings));
  if (settings.flag("support-property-escaping")) properties.support_escaping();
  const auto set = [&](const std::string& name, const std::string& value) {
    properties.set_global({name, value, "", "", ""});
  };
  std::string user, home;
  for (const auto& [name, value] : settings.environment()) {
    set(name, value);
    if (name == "USER") user = value;
    if (name == "HOME") home = value;
  }
  for (const auto& [name, value] : settings.system_properties()) set(name, value);
  set("user.name", user);
  set("user.home", home);
  set("file.separator", "/");
  set("path.separator", ":");
  set("line.separator", "\n");
  set("java.io.tmpdir", "/tmp");
  set("os.name", "Linux");
  for (const auto& [name, value] : settings.parameters()) set(name, value);
  return properties;
}

ProjectOptions project_options(const Settings& settings, std::string changelog,
                               std::shared_ptr<const Files> files, std::string dbms) {
  return {std::move(changelog), std::move(files), properties_of(settings, std::move(dbms)),
          load_options(settings)};
}

ProjectOptions project_options(const Settings& settings, std::shared_ptr<const Files> files,
                               std::string dbms) {
  return project_options(settings, settings.required("changelog-file"), std::move(files),
                         std::move(dbms));
}

}  // namespace

void add_driver_properties(DatabaseUrl& url, const Settings& settings, std::string_view option) {
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

std::shared_ptr<const SearchPath> search_path(const Settings& settings, Console& console) {
  const std::string_view option =
      settings.text("search-path").empty() ? "classpath" : "search-path";
  auto files = settings.made_from(
      option, [&] { return std::make_shared<SearchPath>(search_options(settings, console)); });
  files->use({encoding_named(settings, "file-encoding"),
              encoding_named(settings, "output-file-encoding")});
  return files;
}

Project read_project(const Settings& settings, std::shared_ptr<const SearchPath> files,
                     const std::string& dbms, const DatabaseFacts& facts, Console& console) {
  Project project = load_project(project_options(settings, std::move(files), dbms), &facts);
  for (const Problem& warning : project.changelog().warnings)
    console.warning(warning.where.to_text() + ": " + warning.message);
  for (const std::string& warning : doubts_of_selection(project.changelog()))
    console.warning(warning);
  return project;
}

Request::Request(const Settings& settings, Console& console, Interruption& interruption,
                 std::istream* in, DatabaseUse use)
    : settings_(settings),
      console_(console),
      interruption_(interruption),
      in_(in),
      has_no_database_(use == DatabaseUse::none ||
                       (use == DatabaseUse::where_given && settings.text("url").empty())) {
  DatabaseUrl url = url_of(settings, in, interruption, has_no_database_);
  make_ready(url, settings, console, interruption, true);
  open(std::move(url), search_path(settings, console));
}

Request::Request(const Settings& settings, Console& console, Interruption& interruption,
                 SharedChangelog shared)
    : settings_(settings),
      console_(console),
      interruption_(interruption),
      in_(nullptr),
      shared_(shared.projects) {
  DatabaseUrl url = url_of(settings, nullptr, interruption, false);
  make_ready(url, settings, console, interruption, false);
  open(std::move(url), std::move(shared.files));
}

void Request::open(DatabaseUrl url, std::shared_ptr<const SearchPath> files) {
  listeners_.add(console_);
  listeners_.add(record_);
  DatabaseOptions options = database_options(settings_, std::move(url));
  options.warn = [this](const std::string& message) { console_.warning(message); };
  files_ = std::move(files);
  database_.emplace(std::move(options), interruption_);
}

std::string Request::dbms(OpenDatabase& database) const {
  return has_no_database_ ? "" : database.dbms();
}

const Project& Request::project() {
  if (shared_ != nullptr) return shared_->serving(dbms(*database_), database_->facts());
  if (!project_) project_.emplace(project_for(*database_));
  return *project_;
}

Project Request::project_for(OpenDatabase& database) {
  return read_project(settings_, files_, dbms(database), database.facts(), console_);
}

Project Request::project_for(OpenDatabase& database, std::shared_ptr<const Files> files) {
  return load_project(project_options(settings_, std::move(files), dbms(database)),
                      &database.facts());
}

Project Request::project_for(OpenDatabase& database, const std::string& changelog) {
  return load_project(project_options(settings_, changelog, files_, dbms(database)),
                      &database.facts());
}

ProjectOptions Request::reading_for(const std::string& dbms) const {
  return project_options(settings_, files_, dbms);
}

ProjectOptions Request::reading_for(const std::string& changelog, const std::string& dbms) const {
  return project_options(settings_, changelog, files_, dbms);
}

ReadChangelog Request::read_changelog() {
  const ProjectOptions options = reading_for(dbms(*database_));
  return ebbtide::read_changelog(options.changelog, *options.files, options.properties,
                                 options.load, &database_->facts());
}

}  // namespace ebbtide
