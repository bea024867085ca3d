// Targets that a database names itself. What a row of the query means, its columns say: they are
// names of options, and three more.
//
//   name       of the target
//   schema     in the database of --url: the schema of objects that name none
//   database   on the server of --url, in the place of the one there
//
// A lone column of any other name is a schema, or where schemas are databases a database. A row
// that names neither a URL nor a database stays with --url.
#include <algorithm>

#include "cli/fleet/targets.h"
#include "cli/request.h"
#include "database/facts.h"
#include "operations/schemas.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::string_view query_option = "targets-query";

/// The schema, or where schemas are databases the database, of this name.
TargetRow target_of_schema(Request& request, const std::string& name) {
  const Facts& facts = request.database().names().facts();
  if (facts.has(Feature::schemas)) return {name, {{"default-schema-name", name}}};
  if (!facts.has(Feature::schemas_are_databases))
    throw UsageError(std::string(facts.product_name) +
                     " has no schemas; name the column of --targets-query url (SELECT … AS url)");
  return {name, {{"url", with_database(request.settings().required("url"), name)}}};
}

/// What a column of the query gives to the target.
void take_cell(Request& request, TargetRow& row, const std::string& column,
               const std::string& value) {
  if (equals_ignoring_case(column, "name")) {
    row.name = value;
  } else if (equals_ignoring_case(column, "schema")) {
    row.own.push_back({"default-schema-name", value});
  } else if (equals_ignoring_case(column, "database")) {
    row.own.push_back({"url", with_database(request.settings().required("url"), value)});
  } else if (std::string option = own_option(column); !option.empty()) {
    row.own.push_back({std::move(option), value});
  } else {
    throw UsageError("the column '" + column +
                     "' of --targets-query is no option that a target can have; name it schema, "
                     "database, url or name (SELECT … AS schema)");
  }
}

/// A name where the query gives none: of the schema, else of the database.
std::string name_of_row(const TargetRow& row) {
  for (const std::string_view option : {"default-schema-name", "url"}) {
    for (const Settings::Own& one : row.own) {
      if (one.name != option) continue;
      if (option == "default-schema-name") return one.value.value_or("");
      return name_of(DatabaseUrl::parse(one.value.value_or("")));
    }
  }
  throw UsageError(
      "--targets-query returns no name, schema, database or url; name a column so (SELECT … AS "
      "schema)");
}

bool is_word_of_query(const std::string& column) {
  return equals_ignoring_case(column, "name") || equals_ignoring_case(column, "schema") ||
         equals_ignoring_case(column, "database") || !own_option(column).empty();
}

TargetRow target_of_row(Request& request, const Rows& rows, const Row& cells) {
  if (cells.size() == 1 && !is_word_of_query(rows.columns.front()))
    return target_of_schema(request, cells.front().value_or(""));
  TargetRow row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i]) take_cell(request, row, rows.columns[i], *cells[i]);
  }
  if (row.name.empty()) row.name = name_of_row(row);
  return row;
}

std::vector<TargetRow> targets_of_query(Request& request) {
  const std::string sql = request.settings().required(query_option);
  Rows rows;
  try {
    rows = request.database().connection().query({sql});
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    throw UsageError("--targets-query: " + std::string(error.what()));
  }
  std::vector<TargetRow> targets;
  for (const Row& row : rows.rows) targets.push_back(target_of_row(request, rows, row));
  return targets;
}

}  // namespace

std::vector<TargetRow> asked_targets(const Settings& settings, Console& console,
                                     Interruption& interruption) {
  Request request(settings, console, interruption, nullptr);
  if (!settings.text(query_option).empty()) return targets_of_query(request);
  std::vector<TargetRow> targets;
  const std::string patterns = settings.required("schemas-matching");
  for (const std::string& schema : own_schemas(request.database())) {
    if (fits_patterns(schema, patterns)) targets.push_back(target_of_schema(request, schema));
  }
  return targets;
}

}  // namespace ebbtide
