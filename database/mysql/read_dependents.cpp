// The foreign keys of other databases that point into the one that is read: they stop a DROP TABLE
// as much as its own. On MariaDB InnoDB's own list of keys is asked first: it knows them without a
// look at every table of the server, but wants the privilege PROCESS.
#include <algorithm>
#include <iterator>

#include "database/connection.h"
#include "database/mysql/schema_reading.h"

namespace ebbtide {
namespace {

/// A name as InnoDB writes it for its files, part by part, the way SQL does.
std::string decoded(const std::string& name, const std::string& part) {
  return "convert(convert(binary substring_index(" + name + ", '/', " + part +
         ") USING filename) USING utf8mb4)";
}

// Each query gives database, table, name, the columns and the table and columns they point to, one
// row for each column. The first asks InnoDB alone, which knows its keys without a look at every
// table of the server, and wants a privilege.
std::string keys_known_to_innodb(const std::string& database) {
  return "SELECT " + decoded("f.for_name", "1") + ", " + decoded("f.for_name", "-1") + ", " +
         decoded("f.id", "-1") + ", c.for_col_name, " + decoded("f.ref_name", "-1") +
         ", c.ref_col_name FROM information_schema.innodb_sys_foreign f JOIN "
         "information_schema.innodb_sys_foreign_cols c ON c.id = f.id WHERE " +
         decoded("f.ref_name", "1") + " = " + database + " AND " + decoded("f.for_name", "1") +
         " <> " + database + " ORDER BY f.id, c.pos";
}

std::string keys_of_other_databases(const std::string& database) {
  return "SELECT table_schema, table_name, constraint_name, column_name, referenced_table_name, "
         "referenced_column_name FROM information_schema.key_column_usage WHERE "
         "referenced_table_schema = " +
         database + " AND table_schema <> " + database +
         " ORDER BY table_schema, table_name, constraint_name, ordinal_position";
}

}  // namespace

void MysqlReading::read_dependents() {
  const std::string database = text(database_);
  Rows rows;
  try {
    rows = ask(is_mariadb_ ? keys_known_to_innodb(database) : keys_of_other_databases(database));
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    rows = ask(keys_of_other_databases(database));
  }
  std::vector<schema::Table>& tables = schema_.dependents.tables;
  for (Row& row : rows.rows) {
    const sql::Name of{row[0].value_or(""), row[1].value_or("")};
    auto table = std::find_if(tables.begin(), tables.end(),
                              [&](const schema::Table& one) { return one.name == of; });
    if (table == tables.end()) {
      tables.emplace_back().name = of;
      table = std::prev(tables.end());
    }
    std::vector<schema::ForeignKey>& keys = table->foreign_keys;
    if (keys.empty() || keys.back().name != row[2]) {
      schema::ForeignKey& key = keys.emplace_back();
      key.name = row[2].value_or("");
      key.referenced = {place_, row[4].value_or("")};
    }
    keys.back().columns.push_back(row[3].value_or(""));
    keys.back().referenced_columns.push_back(row[5].value_or(""));
  }
}

}  // namespace ebbtide
