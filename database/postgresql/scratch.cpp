// A copy of nothing: template0, with the encoding and collations of the database it stands for, and
// what changesets may count on although they did not make it: its schemas and extensions, each in
// the schema it has there. Rights and rows are not brought along. An extension that may not be
// created fails the whole, since what needs it would fail later with a worse message.
//
// Its owner drops it without FORCE, since the owner's sessions in it are closed by then. Orphans
// may have sessions that still work for nobody: they are dropped with FORCE, where the server has
// it.
#include "database/postgresql/scratch.h"

#include "database/postgresql/connection.h"
#include "database/server_version.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string quoted(const std::string& name) {
  return "\"" + replace_all(name, "\"", "\"\"") + "\"";
}

/// What changesets may count on and did not make: schemas and extensions.
void furnish(Connection& connection, const DatabaseUrl& scratch, const Warn& warn) {
  const auto inside = open_postgresql(scratch, warn);
  for (const Row& row : connection
                            .query({"SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname NOT "
                                    "LIKE 'pg\\_%' AND nspname <> 'information_schema'"})
                            .rows)
    inside->execute({"CREATE SCHEMA IF NOT EXISTS " + quoted(*row[0])});
  const Rows extensions = connection.query(
      {"SELECT e.extname, n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n "
       "ON n.oid = e.extnamespace"});
  for (const Row& row : extensions.rows)
    inside->execute(
        {"CREATE EXTENSION IF NOT EXISTS " + quoted(*row[0]) + " WITH SCHEMA " + quoted(*row[1])});
}

/// The name ends with the process of the server that works for its owner.
constexpr const char* orphans =
    "SELECT d.datname FROM pg_catalog.pg_database d WHERE d.datname ~ "
    "'^ebbtide_scratch_[0-9]+_[0-9]+_[0-9]+$' AND NOT EXISTS (SELECT 1 FROM "
    "pg_catalog.pg_stat_activity a WHERE a.pid::text = pg_catalog.split_part(d.datname, '_', 5))";

/// Where it can, with the sessions that still work in it for nobody.
std::string drop(Connection& connection, const std::string& name, bool with_sessions) {
  const bool knows_force = ServerVersion::parse(connection.server_version()).major >= 13;
  return "DROP DATABASE IF EXISTS " + name + (with_sessions && knows_force ? " WITH (FORCE)" : "");
}

}  // namespace

std::string postgresql_server(Connection& connection) {
  const Rows rows =
      connection.query({"SELECT system_identifier::text FROM pg_catalog.pg_control_system()"});
  return rows.rows.at(0).at(0).value_or("");
}

std::unique_ptr<ScratchDatabase> make_postgresql_scratch(Connection& connection,
                                                         const DatabaseUrl& url, const Warn& warn,
                                                         bool) {
  for (const Row& row : connection.query({orphans}).rows)
    remove_orphan(connection, *row[0], drop(connection, *row[0], true), warn);
  const std::string name = scratch_name(
      connection.query({"SELECT pg_catalog.pg_backend_pid()"}).rows.at(0).at(0).value_or(""));
  const Rows same =
      connection.query({"SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM "
                        "pg_catalog.pg_database WHERE "
                        "datname = pg_catalog.current_database()"});
  const auto literal = [](const std::optional<std::string>& text) {
    return "'" + replace_all(text.value_or(""), "'", "''") + "'";
  };
  const Row& row = same.rows.at(0);
  auto scratch = std::make_unique<ServerScratch>(
      connection, url_with_database(url, name),
      "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING " + literal(row[0]) +
          " LC_COLLATE " + literal(row[1]) + " LC_CTYPE " + literal(row[2]),
      drop(connection, name, false));
  furnish(connection, scratch->url(), warn);
  return scratch;
}

}  // namespace ebbtide
