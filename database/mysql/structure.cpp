// MySQL and MariaDB describe a table best by SHOW CREATE TABLE: one line for each column, key and
// constraint, in one spelling whatever the statement was that made it. So a line is the definition,
// and two tables are equal where their lines are:
//
//   CREATE TABLE `orders` (
//     `id` int(11) NOT NULL AUTO_INCREMENT,              column id
//     `shop` int(11) DEFAULT NULL,                       column shop
//     PRIMARY KEY (`id`),                                primary key, no name
//     UNIQUE KEY `u` (`shop`,`id`),                      unique constraint u (shop, id)
//     KEY `fk` (`shop`),                                 index fk (shop), made for the key below
//     CONSTRAINT `fk` FOREIGN KEY (`shop`) REFERENCES `shops` (`id`),
//                                                        foreign key fk, uses shops, shops.id
//     CONSTRAINT `c` CHECK (`id` > 0)                    check c
//   ) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4
//                                                        table orders; AUTO_INCREMENT=7 goes:
//                                                        it counts rows
//
// Names are read by their back quotes, which the server always writes (sql_quote_show_create is set
// at the start of the session). Views are stored with every name in full, `db`.`table`.`column`.
// The database's own name is cut out of the definition, so that the same view in a scratch database
// of another name is equal, and what follows it is what the view uses.
//
// Foreign keys of other databases that point into this one are read too: they stop a DROP TABLE as
// much as our own. On MariaDB InnoDB's own list of keys is asked first: it knows them without a
// look at every table of the server, but wants the privilege PROCESS.
#include <algorithm>
#include <map>

#include "database/connection.h"
#include "database/facts.h"
#include "database/mysql/catalog.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string in_quotes(std::string_view name) { return "`" + replace_all(name, "`", "``") + "`"; }

/// The name in back quotes at `at`, which moves behind it.
std::string take_quoted(std::string_view line, std::size_t& at) {
  at = line.find('`', at);
  if (at == std::string_view::npos) return "";
  std::string name;
  for (++at; at < line.size(); ++at) {
    if (line[at] != '`') {
      name += line[at];
    } else if (at + 1 < line.size() && line[at + 1] == '`') {
      name += line[++at];
    } else {
      break;
    }
  }
  ++at;
  return name;
}

/// The names in the parentheses behind `at`.
std::vector<std::string> take_list(std::string_view line, std::size_t& at) {
  std::vector<std::string> names;
  at = line.find('(', at);
  while (at != std::string_view::npos && at < line.size() && line[at] != ')') {
    names.push_back(take_quoted(line, at));
    if (at == std::string_view::npos) break;
    at = line.find_first_of(",)", at);
  }
  return names;
}

/// One line of the parentheses of a CREATE TABLE.
StructureObject read_line(const std::string& table, std::string_view line) {
  line = trim(line);
  if (line.ends_with(',')) line.remove_suffix(1);
  std::size_t at = 0;
  StructureObject object{"index", "", table, "", std::string(line)};
  if (line.starts_with('`')) {
    object.kind = "column";
    object.name = take_quoted(line, at);
    return object;
  }
  if (line.starts_with("PRIMARY KEY")) {
    object.kind = "primary key";
    object.columns = take_list(line, at);
    return object;
  }
  // MariaDB: PERIOD FOR SYSTEM_TIME (`a`, `b`), or with a name of one's own in back quotes.
  if (constexpr std::string_view period = "PERIOD FOR "; line.starts_with(period)) {
    object.kind = "period";
    object.name =
        replace_all(trim(line.substr(period.size(), line.find(" (") - period.size())), "`", "");
    at = line.find(" (");
    object.columns = take_list(line, at);
    return object;
  }
  if (line.starts_with("UNIQUE KEY")) object.kind = "unique constraint";
  object.name = take_quoted(line, at);
  if (!line.starts_with("CONSTRAINT")) {
    object.columns = take_list(line, at);
    return object;
  }
  if (line.find(" FOREIGN KEY ", at) != at) {
    object.kind = "check";
    return object;
  }
  object.kind = "foreign key";
  object.columns = take_list(line, at);
  const std::string other = take_quoted(line, at);
  object.uses.push_back(other);
  for (const std::string& column : take_list(line, at)) object.uses.push_back(other + "." + column);
  return object;
}

/// What stands behind the parentheses, without the number the next row will get.
std::string table_options(std::string_view text) {
  const std::size_t number = text.find(" AUTO_INCREMENT=");
  if (number == std::string_view::npos) return std::string(text);
  const std::size_t end = text.find(' ', number + 1);
  return std::string(text.substr(0, number)) +
         (end == std::string_view::npos ? "" : std::string(text.substr(end)));
}

void read_table(const std::string& name, std::string_view create,
                std::vector<StructureObject>& objects) {
  StructureObject table{"table", "", "", name, ""};
  bool in_body = true;
  const auto lines = split(create, '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].starts_with(')')) in_body = false;
    if (!in_body) {
      table.definition += (table.definition.empty() ? "" : " ") + std::string(trim(lines[i]));
      continue;
    }
    objects.push_back(read_line(name, lines[i]));
    if (objects.back().kind == "column") table.columns.push_back(objects.back().name);
  }
  table.definition = table_options(table.definition);
  objects.push_back(std::move(table));
}

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

Structure MysqlCatalog::table_structure(const ObjectName& name) const {
  std::vector<StructureObject> objects;
  if (!exists(name, "BASE TABLE")) return {};
  const Rows shown =
      query("SHOW CREATE TABLE " + in_quotes(database_of(name)) + "." + in_quotes(name.name));
  read_table(std::string(name.name), shown.rows.at(0).at(1).value_or(""), objects);
  return Structure(std::move(objects));
}

void MysqlCatalog::read_keys_from_elsewhere(std::vector<StructureObject>& objects) const {
  const std::string database = literal(defaults_.catalog);
  Rows rows;
  try {
    rows = query(connection_.facts().name == "mariadb" ? keys_known_to_innodb(database)
                                                       : keys_of_other_databases(database));
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    rows = query(keys_of_other_databases(database));
  }
  for (const Row& row : rows.rows) {
    StructureObject key{"foreign key", row[0].value_or(""), row[1].value_or(""),
                        row[2].value_or(""), ""};
    const StructureObject* const last = objects.empty() ? nullptr : &objects.back();
    const bool goes_on = last != nullptr && last->kind == key.kind && last->schema == key.schema &&
                         last->table == key.table && last->name == key.name;
    if (!goes_on) {
      key.uses.push_back(row[4].value_or(""));
      objects.push_back(std::move(key));
    }
    objects.back().columns.push_back(row[3].value_or(""));
    objects.back().uses.push_back(row[4].value_or("") + "." + row[5].value_or(""));
  }
}

Structure MysqlCatalog::structure(StructureScope scope) const {
  const std::string place = " = " + literal(defaults_.catalog);
  const std::string here = in_quotes(defaults_.catalog) + ".";
  std::vector<StructureObject> objects;
  const Rows names =
      query("SELECT table_name, table_type FROM information_schema.tables WHERE table_schema" +
            place + " AND table_type <> 'VIEW' ORDER BY table_name");
  for (const Row& row : names.rows) {
    const std::string name = row[0].value_or("");
    if (row[1] == "SEQUENCE") {
      const Rows shown = query("SHOW CREATE SEQUENCE " + here + in_quotes(name));
      objects.push_back({"sequence", "", "", name, shown.rows.at(0).at(1).value_or("")});
    } else {
      const Rows shown = query("SHOW CREATE TABLE " + here + in_quotes(name));
      read_table(name, shown.rows.at(0).at(1).value_or(""), objects);
    }
  }
  read_programs(place, here, objects);
  if (scope == StructureScope::default_schema) read_keys_from_elsewhere(objects);
  return Structure(std::move(objects));
}

void MysqlCatalog::read_programs(const std::string& place, const std::string& here,
                                 std::vector<StructureObject>& objects) const {
  for (const Row& row :
       query("SELECT table_name, view_definition FROM information_schema.views WHERE table_schema" +
             place)
           .rows) {
    const std::string text = row[1].value_or("");
    StructureObject view{"view", "", "", row[0].value_or(""), replace_all(text, here, "")};
    for (std::size_t at = text.find(here); at != std::string::npos; at = text.find(here, at)) {
      at += here.size();
      view.uses.push_back(take_quoted(text, at));
      if (text.substr(at, 2) != ".`") continue;
      const std::string table = view.uses.back();
      view.uses.push_back(table + "." + take_quoted(text, at));
    }
    objects.push_back(std::move(view));
  }
  std::map<std::string, std::string> parameters;
  for (const Row& row :
       query("SELECT specific_name, parameter_mode, parameter_name, dtd_identifier FROM "
             "information_schema.parameters WHERE specific_schema" +
             place + " ORDER BY specific_name, ordinal_position")
           .rows) {
    std::string& list = parameters[row[0].value_or("")];
    list += (list.empty() ? "" : ",") + row[1].value_or("") + " " + row[2].value_or("") + " " +
            row[3].value_or("");
  }
  for (const Row& row :
       query("SELECT routine_type, routine_name, routine_definition, specific_name FROM "
             "information_schema.routines WHERE routine_schema" +
             place)
           .rows) {
    objects.push_back({lower(row[0].value_or("")), "", "", row[1].value_or(""),
                       parameters[row[3].value_or("")] + "; " + row[2].value_or("")});
  }
  for (const Row& row :
       query("SELECT event_object_table, trigger_name, action_timing, event_manipulation, "
             "action_statement FROM information_schema.triggers WHERE event_object_schema" +
             place)
           .rows) {
    objects.push_back(
        {"trigger", "", row[0].value_or(""), row[1].value_or(""),
         row[2].value_or("") + " " + row[3].value_or("") + " " + row[4].value_or("")});
  }
}

}  // namespace ebbtide
