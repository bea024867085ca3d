// As Liquibase does: a file of rows is called as its table and named in the changelog with the
// folder as it was given, without a slash before it.
#include "operations/generate_rows.h"

#include <filesystem>
#include <fstream>

#include "database/connection.h"
#include "database/definitions.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

std::string query_of(const schema::Table& table, const std::vector<const schema::Column*>& columns,
                     const Definitions& definitions) {
  std::vector<std::string> shown;
  for (const schema::Column* const column : columns)
    shown.push_back(definitions.shown(*column).expression);
  std::string query = "SELECT " + join(shown, ", ") + " FROM " + definitions.object(table.name);
  if (table.primary_key) query += " ORDER BY " + definitions.list(table.primary_key->columns);
  return query;
}

std::string cell(std::string_view text) { return "\"" + replace_all(text, "\"", "\"\"") + "\""; }

void write_rows(const std::string& file, const TableRows& rows) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  std::vector<std::string> cells;
  for (const schema::Column* const column : rows.columns) cells.push_back(cell(column->name));
  out << join(cells, ",") << "\n";
  for (const std::vector<Text>& row : rows.rows) {
    cells.clear();
    for (const Text& value : row) cells.push_back(value ? cell(*value) : "NULL");
    out << join(cells, ",") << "\n";
  }
  if (!out.flush()) throw Error("cannot write the file '" + file + "'");
}

TableRows rows_of_table(Connection& connection, const schema::Table& table,
                        const Definitions& definitions) {
  TableRows found{table, {}};
  for (const schema::Column& column : table.columns) {
    if (!definitions.takes_value(column)) continue;
    found.columns.push_back(&column);
    found.forms.push_back(definitions.shown(column).form);
  }
  if (found.columns.empty()) return found;
  for (Row& row : connection.query({query_of(table, found.columns, definitions)}).rows) {
    std::vector<Text>& values = found.rows.emplace_back();
    for (auto& value : row) values.push_back(value ? Text(*value) : Text());
  }
  simplify(found);
  return found;
}

}  // namespace

std::vector<TableRows> rows_of(OpenDatabase& database, const schema::Schema& schema,
                               const std::string& folder) {
  if (database.is_offline())
    throw UsageError("a snapshot has no rows; leave 'data' out of --diff-types");
  const auto definitions = definitions_for(database.names());
  std::vector<TableRows> all;
  if (!folder.empty()) {
    std::error_code error;
    fs::create_directories(folder, error);
  }
  for (const schema::Table& table : schema.tables) {
    if (table.is_foreign || table.partitioned_by) continue;
    TableRows rows = rows_of_table(database.connection(), table, *definitions);
    if (rows.rows.empty()) continue;
    if (!folder.empty()) {
      const fs::path file = fs::path(folder) / (table.name.name + ".csv");
      write_rows(file.string(), rows);
      std::string named = file.generic_string();
      while (named.starts_with('/')) named.erase(0, 1);
      rows.file = std::move(named);
    }
    all.push_back(std::move(rows));
  }
  return all;
}

}  // namespace ebbtide
