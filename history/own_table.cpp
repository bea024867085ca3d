// Tables of our own have their types from the dialect as those of a changelog do, `varchar(255)` or
// `boolean` being what a createTable would say, so that one list of columns serves every database.
#include "history/own_table.h"

#include "database/connection.h"
#include "database/dialect.h"
#include "text/ascii.h"

namespace ebbtide {

std::string own_type(const Names& names, std::string_view declared) {
  return names.dialect().type(DataType::parse(declared));
}

std::string create_own_table(const Names& names, const std::string& table,
                             const std::vector<OwnColumn>& columns, const std::string& constraint,
                             const std::string& tablespace) {
  std::vector<std::string> parts;
  for (const OwnColumn& one : columns) {
    parts.push_back(
        names.quote(one.name) + " " + one.type +
        (one.nullable ? std::string(names.facts().spellings.null_clause) : " NOT NULL"));
  }
  if (!constraint.empty()) parts.push_back(constraint);
  const bool has_tablespace = !tablespace.empty() && names.facts().has(Feature::tablespaces);
  return "CREATE TABLE " + table + " (" + join(parts, ", ") + ")" +
         (has_tablespace ? " TABLESPACE " + tablespace : "");
}

bool is_about_missing_table(const DatabaseError& error, const Facts& facts) {
  const std::string_view mark = facts.spellings.missing_table;
  return !mark.empty() &&
         (error.state() == mark || std::string_view(error.what()).starts_with(mark));
}

bool has_watchers(Connection& connection, const ObjectName& table) {
  const Names names(connection.dialect(), Defaults{}, Quoting::quote_all_objects);
  const std::string query = connection.dialect().watchers(table, names);
  return !query.empty() && !connection.query({query}).rows.empty();
}

}  // namespace ebbtide
