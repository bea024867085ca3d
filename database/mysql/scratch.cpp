#include "database/mysql/scratch.h"

namespace ebbtide {

std::unique_ptr<ScratchDatabase> make_mysql_scratch(Connection& connection, const DatabaseUrl& url,
                                                    const Warn&, bool) {
  const std::string name = scratch_name();
  const Rows same = connection.query(
      {"SELECT default_character_set_name, default_collation_name FROM information_schema.schemata "
       "WHERE schema_name = DATABASE()"});
  std::vector<std::string> neighbours;
  for (const Row& row : connection.query({"SHOW DATABASES"}).rows) {
    if (row[0] != "information_schema") neighbours.push_back(row[0].value_or(""));
  }
  std::string letters;
  if (!same.rows.empty())
    letters = " CHARACTER SET " + same.rows[0][0].value_or("utf8mb4") + " COLLATE " +
              same.rows[0][1].value_or("utf8mb4_general_ci");
  return std::make_unique<ServerScratch>(connection, url_with_database(url, name),
                                         "CREATE DATABASE " + name + letters,
                                         "DROP DATABASE IF EXISTS " + name, std::move(neighbours));
}

}  // namespace ebbtide
