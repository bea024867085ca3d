// The history table is made at the first migrate or baseline, and only by these. Before it come the
// schemas that the configuration names and that are missing. Those are listed in a row of rank 0,
// so that clean knows which schemas it may drop.
//
//   schemas empty                  the table
//   something in them              refused: whoever forgot a baseline would run everything once
//                                  more
//   … and baselineOnMigrate        the table, and a baseline behind it
//
// Where the database can undo what defines tables, the statements that make the table are one
// transaction, so that nobody finds half of it.
#include "operations/flyway/schema_history.h"

#include "database/facts.h"
#include "flyway/failure.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::Failure;

constexpr std::string_view schema_creation = "<< Flyway Schema Creation >>";

/// Makes what is missing; gives the names as SQL has them.
std::vector<std::string> create_schemas(FlywayPlace& place) {
  std::vector<std::string> made;
  for (const std::string& schema : place.schemas()) {
    if (place.has_schema(schema)) continue;
    const std::string name = place.table().quote(schema);
    place.connection().execute({spelled(place.words().create_schema, {name})});
    made.push_back(name);
  }
  return made;
}

void create_table(FlywayPlace& place, const std::vector<std::string>& made) {
  const std::vector<std::string> statements = place.table().create();
  std::optional<Transaction> all;
  if (place.facts().has(Feature::transactional_ddl)) all.emplace(place.connection());
  for (const std::string& sql : statements) place.connection().execute({sql});
  if (all) all->commit();
  if (made.empty()) return;
  flyway::AppliedMigration row;
  row.description = schema_creation;
  row.type = flyway::Type::schema;
  row.script = join(made, ",");
  row.installed_by = installed_by(place);
  write_rows(place, place.table().record(row));
}

}  // namespace

FlywayResult about(FlywayPlace& place) {
  FlywayResult result;
  const auto database = place.words().database;
  if (!database.empty()) result.database = place.table().value_of(std::string(database));
  result.product = place.facts().product_name;
  result.version = place.connection().server_version();
  result.schemas = place.shown_schemas();
  result.history_table = place.table().name();
  result.first_schema = place.table().quote(place.table().schema());
  return result;
}

std::string installed_by(const FlywayPlace& place) {
  const std::string given = place.configuration().text("installedBy");
  return given.empty() ? place.user() : given;
}

void write_rows(FlywayPlace& place, const RowChanges& rows) {
  const auto run = place.begin_run();
  SessionTransaction(run->context().session).commit(rows);
}

flyway::AppliedMigration baseline_row(const FlywayPlace& place, int rank) {
  const std::string text = place.configuration().text("baselineVersion");
  flyway::AppliedMigration row;
  row.rank = rank;
  row.version = flyway::Version::parse(text);
  if (!row.version)
    throw Failure(flyway::configuration_code,
                  "Version may only contain 0..9 and . (dot). Invalid version: " + text);
  row.description = row.script = place.configuration().text("baselineDescription");
  row.type = flyway::Type::baseline;
  row.installed_by = installed_by(place);
  return row;
}

void create_history(FlywayPlace& place, const std::function<void()>& creates) {
  std::vector<std::string> made;
  if (place.configuration().flag("createSchemas")) made = create_schemas(place);
  creates();
  create_table(place, made);
}

void prepare_history(FlywayPlace& place, const std::function<void()>& creates) {
  if (place.has_table()) return;
  std::vector<std::string> filled;
  for (const std::string& schema : place.filled_schemas())
    filled.push_back(place.table().quote(schema));
  const bool baselines = place.configuration().flag("baselineOnMigrate");
  if (!filled.empty() && !baselines)
    throw Failure("NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE",
                  "Found non-empty schema(s) " + join(filled, ", ") +
                      " but no schema history table. Use baseline() or set baselineOnMigrate to "
                      "true to initialize the schema history table.");
  create_history(place, creates);
  if (!filled.empty()) write_rows(place, place.table().record(baseline_row(place, 1)));
}

}  // namespace ebbtide
