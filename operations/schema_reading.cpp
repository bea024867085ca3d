#include "operations/schema_reading.h"

#include <algorithm>

#include "database/dialect.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "history/flyway_table.h"
#include "history/journal_table.h"
#include "history/permit_table.h"
#include "history/schema_table.h"
#include "operations/snapshot_file.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// As they are stored, with the place only where the options name one.
std::vector<sql::Name> own_tables(OpenDatabase& database) {
  const TrackingNames& tracking = database.options().tracking;
  const Facts& facts = database.names().facts();
  std::vector<sql::Name> own;
  for (const std::string& name : {tracking.history, tracking.lock})
    own.push_back({tracking.schema, own_table_name(name, facts)});
  own.push_back({tracking.schema, JournalTable(database.names(), tracking).table()});
  own.push_back({tracking.schema, PermitTable(database.names(), tracking).table()});
  own.push_back({tracking.schema, SchemaTable(database.names(), tracking).table()});
  return own;
}

/// Flyway's history, whatever its name: a project that went over to a changelog keeps it.
bool is_history_of_flyway(const schema::Table& table) {
  return std::equal(table.columns.begin(), table.columns.end(), flyway_columns.begin(),
                    flyway_columns.end(), [](const schema::Column& column, std::string_view name) {
                      return equals_ignoring_case(column.name, name);
                    });
}

/// The other side of a comparison may have its bookkeeping under other names than this one: what
/// has the usual names, or ours with those of another history behind it, is never part of a schema.
bool is_bookkeeping(const schema::Table& table) {
  const std::string name = lower(table.name.name);
  const auto is_ours = [&](std::string_view usual) {
    return name == usual || name.starts_with(std::string(usual) + "_");
  };
  return name == lower(TrackingNames().history) || name == lower(TrackingNames().lock) ||
         is_ours("ebbtide_journal") || is_ours("ebbtide_schema") || is_ours("ebbtide_approvals") ||
         is_history_of_flyway(table);
}

void keep_schemas(schema::Schema& schema, const std::vector<std::string>& wanted) {
  const auto is_other = [&](const std::string& place) {
    return std::find(wanted.begin(), wanted.end(), place) == wanted.end();
  };
  const auto keep = [&](auto& objects) {
    std::erase_if(objects, [&](const auto& one) { return is_other(one.name.place); });
  };
  std::erase_if(schema.schemas, [&](const schema::Namespace& one) { return is_other(one.name); });
  keep(schema.types);
  keep(schema.sequences);
  keep(schema.tables);
  keep(schema.views);
  keep(schema.routines);
  keep(schema.programs);
}

ReadSnapshot snapshot_of(OpenDatabase& database, const schema::Scope& scope, const Files& files) {
  const auto file = database.url().parameter("snapshot");
  if (!file)
    throw UsageError("there is nothing to read the schema of: " + database.url().given +
                     " is offline and names no snapshot, as in offline:" + database.url().database +
                     "?snapshot=schema.json");
  ReadSnapshot read = read_snapshot(*file, files);
  schema::Schema& schema = read.schema;
  std::erase_if(schema.tables, is_bookkeeping);
  if (schema.origin.short_name.empty()) schema.origin.short_name = lower(database.url().database);
  if (!scope.schemas.empty()) keep_schemas(schema, scope.schemas);
  return read;
}

}  // namespace

schema::Schema schema_of(OpenDatabase& database, const schema::Scope& scope, const Files& files) {
  return read_side(database, scope, files).schema;
}

schema::Schema tables_of(OpenDatabase& database, const SomeTables& tables) {
  schema::Schema schema =
      read_tables(database.connection(), database.names().defaults(), tables, own_tables(database));
  std::erase_if(schema.tables, is_bookkeeping);
  return schema;
}

schema::Schema schema_to_foresee(OpenDatabase& database) {
  return read_schema(database.connection(), database.names().defaults(), {.dependents = true}, {});
}

ReadSnapshot read_side(OpenDatabase& database, const schema::Scope& scope, const Files& files) {
  if (database.is_offline()) return snapshot_of(database, scope, files);
  schema::Schema schema =
      read_schema(database.connection(), database.names().defaults(), scope, own_tables(database));
  std::erase_if(schema.tables, is_bookkeeping);
  // As it was given: MariaDB tells from where, too.
  if (!database.url().user.empty()) schema.origin.user = database.url().user;
  schema.origin.url = database.url().place();
  return {std::move(schema), false};
}

Names names_of(OpenDatabase& database, const schema::Origin& origin) {
  Defaults defaults = database.names().defaults();
  if (database.is_offline()) {
    if (defaults.schema.empty()) defaults.schema = origin.default_schema;
    if (defaults.catalog.empty()) defaults.catalog = origin.catalog;
  }
  return {database.names().dialect(), std::move(defaults), Quoting::legacy};
}

Names names_in_files(const Names& names, bool with_schema, bool with_catalog) {
  Defaults defaults = names.defaults();
  defaults.output_schema = with_schema;
  defaults.output_catalog = with_catalog;
  defaults.catalog_was_set = defaults.catalog_was_set && with_catalog;
  return {names.dialect(), std::move(defaults), names.quoting()};
}

sql::Syntax syntax_of(const schema::Schema& schema) {
  return facts_of(*make_dialect(schema.origin.short_name, "")).syntax;
}

bool has_schemas(const Facts& facts) {
  return facts.has(Feature::schemas) && !facts.has(Feature::schemas_are_databases);
}

bool can_have(const schema::Origin& origin, schema::Kind kind) {
  const auto dialect = make_dialect(origin.short_name, "");
  const Facts& facts = facts_of(*dialect);
  if (kind == schema::Kind::schema) return has_schemas(facts);
  return kind != schema::Kind::sequence || facts.has(Feature::sequences);
}

std::string shown_place(const schema::Origin& origin) {
  if (!origin.default_schema.empty()) return origin.default_schema;
  const auto dialect = make_dialect(origin.short_name, "");
  return facts_of(*dialect).has(Feature::schemas_are_databases) ? origin.catalog : "";
}

}  // namespace ebbtide
