// Questions to the information schema, each with the names of database and table as constants: the
// server opens only the files that a constant names. A join or a function in their place makes it
// open every table of every database, which takes seconds on a server with many.
//
// Which foreign keys point to a table cannot be asked so, for the table that has the key is what
// one looks for. InnoDB's list tells it by name, encoded as in file names (`my-shop` is
// `my@002dshop`), and the constants of the second question come from there. Without the right to
// read that list, or where a name has letters beyond ASCII, whose codes are a table of their own,
// everything is looked through.
#include "database/mysql/catalog.h"

#include <charconv>

#include "database/connection.h"
#include "database/facts.h"
#include "database/literals.h"
#include "database/mysql/read_schema.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// InnoDB keeps names as they are in the names of files: `my@002dshop`. Nothing for letters beyond
/// ASCII, which have codes of their own.
std::optional<std::string> file_name(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) > 127) return std::nullopt;
    text += is_word(c) ? std::string(1, c) : "@00" + hex(std::string_view(&c, 1));
  }
  return text;
}

std::optional<std::string> from_file_name(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '@') {
      text += name[i];
      continue;
    }
    const std::string_view code = name.substr(i + 1, 4);
    int letter = 0;
    const bool is_known =
        code.size() == 4 && code.starts_with("00") &&
        std::from_chars(code.data() + 2, code.data() + 4, letter, 16).ptr == code.data() + 4;
    if (!is_known) return std::nullopt;
    text += static_cast<char>(letter);
    i += 4;
  }
  return text;
}

}  // namespace

std::string MysqlCatalog::literal(std::string_view text) const {
  return text_literal(text, connection_.facts());
}

std::string MysqlCatalog::database_of(const ObjectName& name) const {
  if (!name.catalog.empty()) return std::string(name.catalog);
  return name.schema.empty() ? defaults_.catalog : std::string(name.schema);
}

std::string MysqlCatalog::condition(const ObjectName& name) const {
  return "table_schema = " + literal(database_of(name)) + " AND table_name = " + literal(name.name);
}

bool MysqlCatalog::exists(const ObjectName& name, std::string_view type) const {
  return !query("SELECT 1 FROM information_schema.tables WHERE " + condition(name) +
                " AND table_type = " + literal(type))
              .rows.empty();
}

/// As `table` and its readers find it. The server opens the one table that the constants name.
std::optional<std::string> MysqlCatalog::condition_of(sql::Thing thing, const ObjectName& name,
                                                      std::string_view part) const {
  const auto is_in = [&](const std::string& view, const std::string& more) {
    return "EXISTS (SELECT 1 FROM information_schema." + view + " WHERE " + condition(name) + more +
           ")";
  };
  const std::string index = is_in("statistics", " AND index_name = " + literal(part));
  switch (thing) {
    case sql::Thing::table:
      return is_in("tables", " AND table_type <> 'VIEW'");
    case sql::Thing::view:
      return is_in("tables", " AND table_type = 'VIEW'");
    case sql::Thing::column:
      return is_in("columns", " AND column_name = " + literal(part));
    case sql::Thing::primary_key:
      return is_in("statistics", " AND index_name = 'PRIMARY'");
    case sql::Thing::index:
    case sql::Thing::unique:
      return index;
    case sql::Thing::foreign_key:
      return "(" + index + " OR " +
             is_in(
                 "key_column_usage",
                 " AND referenced_table_name IS NOT NULL AND constraint_name = " + literal(part)) +
             ")";
    default:
      return std::nullopt;
  }
}

std::optional<schema::Table> MysqlCatalog::table(const ObjectName& name) const {
  const std::string database = database_of(name);
  return read_mysql_table(connection_, database, database == defaults_.catalog ? "" : database,
                          std::string(name.name));
}

/// Where the server does not tell letters from capitals, no spelling is the table's own.
std::optional<std::string> MysqlCatalog::identity(const ObjectName& table) const {
  const Rows found = query(
      "SELECT IF(@@lower_case_table_names = 0, CONCAT(table_schema, '.', table_name), "
      "LOWER(CONCAT(table_schema, '.', table_name))) FROM information_schema.tables WHERE " +
      condition(table) + " AND table_type <> 'VIEW'");
  return found.rows.empty() ? std::nullopt : found.rows[0][0];
}

bool MysqlCatalog::has_view(const ObjectName& name) const { return exists(name, "VIEW"); }
bool MysqlCatalog::has_sequence(const ObjectName& name) const { return exists(name, "SEQUENCE"); }

/// Conditions for the tables that have a foreign key to this one, by InnoDB's own list of keys.
/// Where this user may not read it, or a name in it has letters we do not know, all that he may see
/// is looked through.
std::vector<std::string> MysqlCatalog::places_of_keys_into(const ObjectName& table) const {
  std::vector<std::string> everywhere{"TRUE"};
  const auto database = file_name(database_of(table)), name = file_name(table.name);
  if (!database || !name) return everywhere;
  std::vector<std::string> places;
  try {
    const Rows found = query(
        "SELECT DISTINCT for_name FROM information_schema.innodb_sys_foreign WHERE ref_name = " +
        literal(*database + "/" + *name) + " ORDER BY for_name");
    for (const Row& row : found.rows) {
      const std::string user = row[0].value_or("");
      const std::size_t end = user.find('/');
      const auto schema = from_file_name(user.substr(0, end));
      const auto other = from_file_name(user.substr(end + 1));
      if (!schema || !other) return everywhere;
      places.push_back("table_schema = " + literal(*schema) +
                       " AND table_name = " + literal(*other));
    }
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    return everywhere;
  }
  return places;
}

std::optional<bool> MysqlCatalog::has_routine(std::string_view kind, const ObjectName& name) const {
  const std::string prefix = kind == "TRIGGER" || kind == "EVENT" ? std::string(kind) : "ROUTINE";
  const std::string type =
      prefix == "ROUTINE" ? " AND routine_type = " + literal(kind) : std::string();
  return !query("SELECT 1 FROM information_schema." + prefix + "S WHERE " + prefix +
                "_schema = " + literal(database_of(name)) + " AND " + prefix +
                "_name = " + literal(name.name) + type)
              .rows.empty();
}

std::vector<PointingKey> MysqlCatalog::foreign_keys_into(const ObjectName& table) const {
  std::vector<PointingKey> keys;
  const std::string here = defaults_.catalog, asked = database_of(table);
  const sql::Name pointed{asked == here ? "" : asked, std::string(table.name)};
  for (const std::string& place : places_of_keys_into(table)) {
    const Rows found = query(
        "SELECT constraint_name, table_schema, table_name, column_name, referenced_column_name "
        "FROM "
        "information_schema.key_column_usage WHERE " +
        place + " AND referenced_table_schema = " + literal(database_of(table)) +
        " AND referenced_table_name = " + literal(table.name) +
        " AND NOT (table_schema = referenced_table_schema AND table_name = "
        "referenced_table_name)" +
        " ORDER BY table_schema, table_name, constraint_name, ordinal_position");
    for (const Row& row : found.rows) {
      const std::string its_place = row[1] == here ? "" : row[1].value_or("");
      const sql::Name user{its_place, row[2].value_or("")};
      const bool same =
          !keys.empty() && keys.back().key.name == row[0] && keys.back().table == user;
      if (!same) keys.push_back({user, {row[0].value_or(""), true, {}, pointed}});
      keys.back().key.columns.push_back(row[3].value_or(""));
      keys.back().key.referenced_columns.push_back(row[4].value_or(""));
    }
  }
  return keys;
}

/// The text of a view names its tables as `database`.`table`.
std::vector<std::string> MysqlCatalog::views_on(const ObjectName& table) const {
  std::vector<std::string> names;
  const std::string spelled = "`" + database_of(table) + "`.`" + std::string(table.name) + "`";
  const Rows found =
      query("SELECT table_name FROM information_schema.views WHERE table_schema = " +
            literal(database_of(table)) + " AND table_name <> " + literal(table.name) +
            " AND instr(view_definition, " + literal(spelled) + ") > 0 ORDER BY table_name");
  for (const Row& row : found.rows) names.push_back(row[0].value_or(""));
  return names;
}

/// InnoDB's estimates, which MySQL keeps for a day.
Statistics MysqlCatalog::statistics() const {
  Statistics all;
  const std::string database = database_of({"", "", ""});
  const Rows sizes = query(
      "SELECT table_name, table_rows, data_length + index_length FROM information_schema.tables "
      "WHERE table_schema = " +
      literal(database) + " AND table_type NOT LIKE '%VIEW' ORDER BY table_name");
  for (const Row& row : sizes.rows)
    all.add({database, row[0].value_or("")}, TableSize::of(row[1], row[2]));
  return all;
}

Rows MysqlCatalog::query(const std::string& sql) const { return connection_.query({sql}); }

}  // namespace ebbtide
