// A row for each database. All that is chosen by its name is chosen here; nobody else may ask which
// one it is. Function pointers and not classes, since there is nothing to keep: what a database is
// like, its dialect's facts say.
//
// Whatever is thrown while a session is opened goes through `without_secrets`: client libraries
// repeat what they were given.
#include "database/drivers.h"

#include <algorithm>
#include <array>

#include "database/connect_trouble.h"
#include "database/dialect.h"
#include "database/mysql/advice.h"
#include "database/mysql/connection.h"
#include "database/mysql/dialect.h"
#include "database/mysql/driver_types.h"
#include "database/mysql/flyway.h"
#include "database/mysql/reach.h"
#include "database/mysql/read_schema.h"
#include "database/mysql/scratch.h"
#include "database/postgresql/advice.h"
#include "database/postgresql/connection.h"
#include "database/postgresql/dialect.h"
#include "database/postgresql/driver_types.h"
#include "database/postgresql/flyway.h"
#include "database/postgresql/reach.h"
#include "database/postgresql/read_schema.h"
#include "database/postgresql/scratch.h"
#include "database/read_schema.h"
#include "database/secrets.h"
#include "database/sqlite/connection.h"
#include "database/sqlite/dialect.h"
#include "database/sqlite/driver_types.h"
#include "database/sqlite/flyway.h"
#include "database/sqlite/reach.h"
#include "database/sqlite/read_schema.h"
#include "database/sqlite/scratch.h"
#include "schema/excerpt.h"
#include "text/ascii.h"
#include "text/enumeration.h"

namespace ebbtide {
namespace {

/// What an offline run takes that names no version, as Liquibase does.
constexpr ServerVersion unknown_version{999, 999, 0};

/// What there is of a database. Only the first two are there where a dialect is for scripts alone.
struct Driver {
  std::string_view name;
  std::unique_ptr<const Dialect> (*dialect)(ServerVersion version);
  std::unique_ptr<Connection> (*open)(const DatabaseUrl& url, const Warn& warn) = nullptr;
  schema::Schema (*read_schema)(Connection& connection, const Defaults& defaults,
                                const schema::Scope& scope,
                                const std::vector<sql::Name>& own) = nullptr;
  std::unique_ptr<ScratchDatabase> (*scratch)(Connection& connection, const DatabaseUrl& url,
                                              const Warn& warn, bool is_empty) = nullptr;
  std::span<const ReachRule> (*reach)() = nullptr;
  std::string (*server)(Connection& connection) = nullptr;
  std::vector<std::string> (*neighbours)(Connection& connection) = nullptr;
  ConnectTrouble (*trouble)(std::string_view message) = nullptr;
  DriverTypes (*types)() = nullptr;
  FlywayWords (*flyway)() = nullptr;
  std::string_view url_without_server = {};
  std::string_view renews_session = {};  ///< the statement
  schema::Schema (*read_tables)(Connection& connection, const Defaults& defaults,
                                const SomeTables& tables,
                                const std::vector<sql::Name>& own) = nullptr;
};

std::vector<std::string> no_neighbours(Connection&) { return {}; }

std::string sqlite_server(Connection&) { return "files"; }

/// What MySQL and MariaDB share: all but their dialects.
constexpr Driver of_mysql_family(std::string_view name,
                                 std::unique_ptr<const Dialect> (*dialect)(ServerVersion)) {
  return {.name = name,
          .dialect = dialect,
          .open = open_mysql,
          .read_schema = read_mysql_schema,
          .scratch = make_mysql_scratch,
          .reach = mysql_reach,
          .server = mysql_server,
          .neighbours = mysql_neighbours,
          .trouble = mysql_connect_trouble,
          .types = mysql_driver_types,
          .flyway = mysql_flyway_words,
          .read_tables = read_mysql_tables};
}

constexpr std::array drivers{
    Driver{.name = "postgresql",
           .dialect = make_postgresql_dialect,
           .open = open_postgresql,
           .read_schema = read_postgresql_schema,
           .scratch = make_postgresql_scratch,
           .reach = postgresql_reach,
           .server = postgresql_server,
           .neighbours = no_neighbours,
           .trouble = postgresql_connect_trouble,
           .types = postgresql_driver_types,
           .flyway = postgresql_flyway_words,
           .renews_session = "DISCARD ALL",
           .read_tables = read_postgresql_tables},
    of_mysql_family("mysql", make_mysql_dialect),
    of_mysql_family("mariadb", make_mariadb_dialect),
    Driver{.name = "sqlite",
           .dialect = make_sqlite_dialect,
           .open = open_sqlite,
           .read_schema = read_sqlite_schema,
           .scratch = make_sqlite_scratch,
           .reach = sqlite_reach,
           .server = sqlite_server,
           .types = sqlite_driver_types,
           .flyway = sqlite_flyway_words,
           .url_without_server = "sqlite::memory:",
           .read_tables = read_sqlite_tables},
};

const Driver& find_driver(std::string_view name) {
  const auto found = std::find_if(drivers.begin(), drivers.end(), [&](const Driver& driver) {
    return equals_ignoring_case(driver.name, name);
  });
  if (found != drivers.end()) return *found;
  std::vector<std::string> names;
  for (const Driver& driver : drivers) names.emplace_back(driver.name);
  throw UsageError("there is no driver for '" + std::string(name) + "'; there are " +
                   enumerated(names));
}

/// The same for who needs a session.
const Driver& find_server_driver(std::string_view name) {
  const Driver& driver = find_driver(name);
  if (driver.open == nullptr)
    throw UsageError("there are only scripts for " + std::string(name) +
                     "; use offline:" + std::string(name));
  return driver;
}

}  // namespace

std::vector<std::string_view> database_names() {
  std::vector<std::string_view> names;
  for (const Driver& driver : drivers) names.push_back(driver.name);
  return names;
}

std::vector<std::string> product_names() {
  std::vector<std::string> names;
  for (const Driver& driver : drivers)
    names.emplace_back(driver.dialect(unknown_version)->facts().product_name);
  return names;
}

Owned<Connection> connect(const DatabaseUrl& url, const Warn& warn) {
  const auto said = [&](const std::exception& error) { return without_secrets(error.what(), url); };
  try {
    return find_server_driver(url.kind).open(url, warn);
  } catch (const ConnectionLost& error) {
    throw ConnectionLost(said(error), error.sql(), error.state());
  } catch (const DatabaseError& error) {
    throw DatabaseError(said(error), error.sql(), error.state());
  } catch (const UsageError& error) {
    throw UsageError(said(error));
  }
}

bool renew_session(Connection& connection, std::string_view name) {
  const std::string_view statement = find_server_driver(name).renews_session;
  if (statement.empty() || connection.is_lent()) return false;
  connection.execute({std::string(statement)});
  connection.restore_settings();
  return true;
}

schema::Schema read_schema(Connection& connection, const Defaults& defaults,
                           const schema::Scope& scope, const std::vector<sql::Name>& own) {
  const std::string_view name = connection.dialect().facts().name;
  const auto read = find_server_driver(name).read_schema;
  if (read == nullptr) throw UsageError("the schema of " + std::string(name) + " cannot be read");
  return read(connection, defaults, scope, own);
}

schema::Schema read_tables(Connection& connection, const Defaults& defaults,
                           const SomeTables& tables, const std::vector<sql::Name>& own) {
  if (tables.names.empty()) return {};
  const auto read = find_server_driver(connection.dialect().facts().name).read_tables;
  if (read != nullptr) return excerpt_of(read(connection, defaults, tables, own), tables.names);
  const schema::Scope scope{.grants = tables.grants};
  return excerpt_of(read_schema(connection, defaults, scope, own), tables.names);
}

Owned<ScratchDatabase> make_scratch(Connection& connection, const DatabaseUrl& url,
                                    const Warn& warn, bool is_empty) {
  return find_server_driver(url.kind).scratch(connection, url, warn, is_empty);
}

std::string server_of(Connection& connection, std::string_view name) {
  try {
    return find_server_driver(name).server(connection);
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    return "";  // this user may not ask
  }
}

DriverTypes driver_types(std::string_view name) {
  const auto types = find_driver(name).types;
  return types == nullptr ? DriverTypes() : types();
}

FlywayWords flyway_words(std::string_view name) {
  const Driver& driver = find_driver(name);
  if (driver.flyway == nullptr)
    throw UsageError("there are no Flyway projects for " + std::string(name));
  return driver.flyway();
}

ConnectTrouble connect_trouble(const DatabaseUrl& url, std::string_view message) {
  const auto trouble = find_driver(url.kind).trouble;
  return trouble == nullptr ? ConnectTrouble::other : trouble(message);
}

bool has_connect_troubles(const DatabaseUrl& url) {
  return std::any_of(drivers.begin(), drivers.end(), [&](const Driver& driver) {
    return driver.name == url.kind && driver.trouble != nullptr;
  });
}

std::string_view url_without_server(std::string_view name) {
  return find_driver(name).url_without_server;
}

std::span<const ReachRule> reach_rules(std::string_view name) {
  const auto reach = find_driver(name).reach;
  return reach == nullptr ? std::span<const ReachRule>() : reach();
}

Reach reach_of(Connection& connection, std::string_view name) {
  const auto neighbours = find_driver(name).neighbours;
  return {reach_rules(name), connection.facts().syntax,
          neighbours == nullptr ? std::vector<std::string>() : neighbours(connection)};
}

std::unique_ptr<const Dialect> make_dialect(std::string_view name, std::string_view version) {
  const Driver& driver = find_driver(name);
  return driver.dialect(ServerVersion::parse(version, unknown_version));
}

}  // namespace ebbtide
