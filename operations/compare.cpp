#include "operations/compare.h"

#include <algorithm>
#include <future>

#include "database/dialect.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "operations/schema_reading.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

schema::Scope scope_of(const std::vector<std::string>& schemas, const schema::Filter& filter) {
  schema::Scope scope;
  scope.schemas = schemas;
  scope.grants = filter.has(schema::Kind::grant);
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

}  // namespace

SchemaReport compare(OpenDatabase& reference, OpenDatabase& database, const CompareOptions& options,
                     const Files& files, const Surroundings& with) {
  const ToldOperation told(with.observer, "diff");
  if (!options.reference_schemas.empty() && options.schemas.empty())
    throw UsageError("--reference-schemas wants --schemas, which says what they stand for");
  const std::vector<std::string>& wanted =
      options.reference_schemas.empty() ? options.schemas : options.reference_schemas;
  auto reading = std::async(std::launch::async, [&] {
    return read_side(reference, scope_of(wanted, options.filter), files);
  });
  ReadSnapshot found = read_side(database, scope_of(options.schemas, options.filter), files);
  ReadSnapshot other = reading.get();
  // What Liquibase's form cannot say is no difference from it.
  if (found.is_of_liquibase && !other.is_of_liquibase)
    other.schema = as_liquibase_says_it(other.schema);
  if (other.is_of_liquibase && !found.is_of_liquibase)
    found.schema = as_liquibase_says_it(found.schema);
  SchemaReport report{std::move(other.schema), std::move(found.schema)};
  name_snapshot(report.reference, reference);
  name_snapshot(report.found, database);
  options.filter.apply(report.found);
  options.filter.apply(report.reference);
  report.compared = places_of(report, options);
  schema::Comparison comparison{{}, syntax_of(report.found), weight_of_names(report.found)};
  for (const auto& [before, after] : report.compared) {
    if (before != after) comparison.places.emplace_back(before, after);
  }
  report.differences = differences(report.reference, report.found, comparison);
  std::erase_if(report.differences, [&](const schema::Difference& one) {
    return !options.filter.has(one.kind) ||
           (!options.column_order && one.property == "column order");
  });
  return report;
}

}  // namespace ebbtide
