// The new database has the character set and collation of the one it stands for: keys have a limit
// in bytes, and texts compare by the collation. The owner's lock is taken before the database is
// made, so that no other run finds the database without it.
#include "database/mysql/scratch.h"

#include <algorithm>

#include "database/statement.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Whether a name is one that an owner has a lock for.
bool is_scratch(std::string_view name) {
  if (!name.starts_with(scratch_prefix)) return false;
  const auto parts = split(name.substr(scratch_prefix.size()), '_');
  return parts.size() == 3 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
         });
}

/// The owner of a scratch database holds a lock of its name as long as it lives.
void remove_orphans(Connection& connection, const std::vector<std::string>& databases,
                    const Warn& warn) {
  for (const std::string& name : databases) {
    if (!is_scratch(name) || !connection.try_lock({name})) continue;
    remove_orphan(connection, name, "DROP DATABASE IF EXISTS " + name, warn);
    connection.unlock({name});
  }
}

}  // namespace

std::string mysql_server(Connection& connection) {
  const Rows rows = connection.query({"SELECT CONCAT_WS(' ', @@hostname, @@port, @@datadir)"});
  return rows.rows.at(0).at(0).value_or("");
}

std::vector<std::string> mysql_neighbours(Connection& connection) {
  const Rows own = connection.query({"SELECT DATABASE()"});
  std::vector<std::string> neighbours;
  for (const Row& row : connection.query({"SHOW DATABASES"}).rows) {
    if (row[0] != "information_schema" && row[0] != own.rows.at(0).at(0))
      neighbours.push_back(row[0].value_or(""));
  }
  return neighbours;
}

std::unique_ptr<ScratchDatabase> make_mysql_scratch(Connection& connection, const DatabaseUrl& url,
                                                    const Warn& warn, bool) {
  const std::string name =
      scratch_name(connection.query({"SELECT CONNECTION_ID()"}).rows.at(0).at(0).value_or("0"));
  if (!connection.try_lock({name}))
    throw DatabaseError("another session holds the lock '" + name +
                            "', by which a scratch database is known to be in use",
                        "", "");
  const Rows same = connection.query(
      {"SELECT default_character_set_name, default_collation_name FROM information_schema.schemata "
       "WHERE schema_name = DATABASE()"});
  remove_orphans(connection, mysql_neighbours(connection), warn);
  std::string letters;
  if (!same.rows.empty())
    letters = " CHARACTER SET " + same.rows[0][0].value_or("utf8mb4") + " COLLATE " +
              same.rows[0][1].value_or("utf8mb4_general_ci");
  return std::make_unique<ServerScratch>(connection, url_with_database(url, name),
                                         "CREATE DATABASE " + name + letters,
                                         "DROP DATABASE IF EXISTS " + name);
}

}  // namespace ebbtide
