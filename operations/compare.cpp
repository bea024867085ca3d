#include "operations/compare.h"

#include <algorithm>
#include <future>
#include <optional>

#include "database/definitions.h"
#include "database/dialect.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "operations/declared_schema.h"
#include "operations/liquibase_agreement.h"
#include "operations/schema_reading.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

schema::Scope scope_of(OpenDatabase& database, const std::vector<std::string>& schemas,
                       const CompareOptions& options) {
  schema::Scope scope;
  scope.schemas = schemas;
  scope.all = options.all_schemas && schemas.empty() && has_schemas(database.names().facts());
  scope.grants = options.filter.has(schema::Kind::grant);
  return scope;
}

std::vector<std::string> names_of(const schema::Schema& schema,
                                  const std::vector<std::string>& wanted) {
  if (!wanted.empty()) return wanted;
  return {shown_place(schema.origin)};
}

schema::Places places_of(const SchemaReport& report, const CompareOptions& options) {
  const std::vector<std::string> found = names_of(report.found, options.schemas);
  const std::vector<std::string> reference =
      names_of(report.reference,
               options.reference_schemas.empty() ? options.schemas : options.reference_schemas);
  if (found.size() != reference.size())
    throw UsageError(
        "--schemas and --reference-schemas must name equally many: each stands for the "
        "one in its place");
  schema::Places places;
  for (std::size_t i = 0; i < found.size(); ++i) places.emplace_back(reference[i], found[i]);
  std::sort(places.begin(), places.end());
  return places;
}

/// What is told of a snapshot is the file, and not where it was taken.
void name_snapshot(schema::Schema& schema, const OpenDatabase& database) {
  if (!database.is_offline()) return;
  schema.origin.user.clear();
  schema.origin.url = database.url().given;
}

/// Where no statement can name a constraint of a table that exists, its name does nothing.
schema::Weight weight_of_names(const schema::Schema& schema) {
  const auto dialect = make_dialect(schema.origin.short_name, "");
  return facts_of(*dialect).has(Feature::alter_column) ? schema::Weight::counts
                                                       : schema::Weight::informs;
}

/// Leaves of a schema what Liquibase's form can say, and takes what Liquibase says inexactly for
/// the same.
void take_form(schema::Schema& schema, schema::Schema& of_liquibase) {
  schema::Schema reduced = as_liquibase_says_it(schema);
  agree(of_liquibase, {schema, reduced});
  schema = std::move(reduced);
}

/// Gives what was found the names that it is said to have in the reference.
void apply_renames(SchemaReport& report, OpenDatabase& database, const CompareOptions& options) {
  if (options.renames.empty()) return;
  report.renaming.renames =
      read_renames(options.renames, report.reference, report.found, report.compared);
  report.renaming.before = report.found;
  const auto definitions = definitions_for(database.names());
  rename(report.found, report.renaming.renames, syntax_of(report.found),
         definitions->texts_follow_renames());
  if (!definitions->rename_part({}, schema::Kind::index, "", "").empty())
    report.renaming.parts =
        rename_parts(report.found, report.reference, report.renaming.renames, report.compared);
}

}  // namespace

SchemaReport compare(OpenDatabase& reference, OpenDatabase& database, const CompareOptions& options,
                     const Files& files, const Surroundings& with) {
  const ToldOperation told(with.observer, "diff");
  if (!options.reference_schemas.empty() && options.schemas.empty())
    throw UsageError("--reference-schemas wants --schemas, which says what they stand for");
  const std::vector<std::string>& wanted =
      options.reference_schemas.empty() ? options.schemas : options.reference_schemas;
  // A scratch database is made by the session of the other side, which has then to wait.
  const auto policy =
      is_declared(reference) || is_declared(database) ? std::launch::deferred : std::launch::async;
  auto reading = std::async(policy, [&] {
    return read_any(reference, &database, scope_of(reference, wanted, options), options.declared,
                    files, with);
  });
  ReadSnapshot found = read_any(database, &reference, scope_of(database, options.schemas, options),
                                options.declared, files, with);
  ReadSnapshot other = reading.get();
  // What Liquibase's form cannot say is no difference from it.
  if (found.is_of_liquibase && !other.is_of_liquibase) take_form(other.schema, found.schema);
  if (other.is_of_liquibase && !found.is_of_liquibase) take_form(found.schema, other.schema);
  SchemaReport report{std::move(other.schema), std::move(found.schema)};
  name_snapshot(report.reference, reference);
  name_snapshot(report.found, database);
  options.filter.apply(report.found);
  options.filter.apply(report.reference);
  report.compared = places_of(report, options);
  apply_renames(report, database, options);
  schema::Comparison comparison{{}, syntax_of(report.found), weight_of_names(report.found)};
  for (const auto& [before, after] : report.compared) {
    if (before != after) comparison.places.emplace_back(before, after);
  }
  report.differences = differences(report.reference, report.found, comparison);
  std::erase_if(report.differences, [&](const schema::Difference& one) {
    return !options.filter.has(one.kind) ||
           (!options.column_order && one.property == "column order");
  });
  report.look_like_renames =
      look_like_renames(report.reference, report.found, report.differences, report.compared);
  for (auto one = report.renaming.renames.rbegin(); one != report.renaming.renames.rend(); ++one)
    report.differences.insert(report.differences.begin(), difference_of(*one));
  return report;
}

}  // namespace ebbtide
