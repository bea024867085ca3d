#include "operations/flyway/scratch.h"

#include "changelog/files.h"
#include "database/drivers.h"
#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/drop_all.h"
#include "operations/flyway/script_run.h"
#include "operations/schema_reading.h"
#include "operations/snapshot.h"

namespace ebbtide {
namespace {

using flyway::Failure;
using flyway::ResolvedMigration;

/// The same project on the scratch database, which is one database: where schemas are databases,
/// theirs does not count.
FlywayProject scratch_project(const FlywayPlace& place) {
  FlywayProject project = place.project();
  if (place.facts().has(Feature::schemas_are_databases)) {
    if (place.schemas().size() > 1)
      throw Failure(flyway::error_code,
                    "the project has several databases in -schemas, and a scratch database can "
                    "stand for one alone");
    project.configuration = project.configuration.with("schemas", "").with("defaultSchema", "");
  }
  return project;
}

}  // namespace

FlywayScratch::FlywayScratch(FlywayPlace& place, const std::string& named)
    : origin_(place),
      is_named_(!named.empty()),
      scratch_(place.database(), named, true, place.with()),
      quiet_{unheard_, place.with().interruption},
      open_(stand_in(place.database().options(), scratch_.url()), place.with().interruption),
      project_(scratch_project(place)) {
  FlywayPlace there(project_, open_, quiet_);
  if (is_named_ && !drops_of(open_, {}).empty()) {
    is_named_ = false;
    throw Failure(flyway::error_code, "the scratch database " + open_.shown() +
                                          " is not empty; name an empty one, which is used and "
                                          "emptied again");
  }
  if (const std::string sql = project_.configuration.text("initSql"); !sql.empty())
    open_.connection().execute({sql});
  if (!has_schemas(place.facts())) return;
  for (const std::string& schema : place.schemas()) {
    if (!there.has_schema(schema))
      open_.connection().execute(
          {spelled(there.words().create_schema, {there.table().quote(schema)})});
  }
}

FlywayScratch::~FlywayScratch() {
  if (!is_named_) return;
  try {
    drop_all(open_, drops_of(open_, {}), true, quiet_);
  } catch (const std::exception& error) {
    origin_.with().observer.warning("the scratch database was not emptied: " +
                                    std::string(error.what()));
  }
}

void FlywayScratch::play(const std::vector<const ResolvedMigration*>& scripts, bool with_callbacks,
                         Beyond beyond) {
  FlywayPlace place(project_, open_, quiet_);
  const Reach reach = reach_of(open_.connection(), open_.url().kind);
  place.judge([&](Session& session) {
    return std::make_unique<JudgedSession>(session, open_.connection(), reach, beyond,
                                           quiet_.observer);
  });
  place.enter();
  const auto run = place.begin_run();
  const RunContext& context = run->context();
  if (with_callbacks) run_callbacks("beforeMigrate", place, context);
  for (const ResolvedMigration* const one : scripts) {
    context.interruption.check();
    const PreparedScript prepared =
        prepare({{}, one->text, one->shown, one->path, one->metadata}, place);
    context.bracket.join();
    context.bracket.open(prepared.change_set);
    if (with_callbacks) run_callbacks_within("beforeEachMigrate", place, context);
    run_statements(prepared, context);
    if (with_callbacks) run_callbacks_within("afterEachMigrate", place, context);
    if (prepared.change_set.in_transaction) context.bracket.keep();
    context.bracket.finish();
    if (prepared.sets_session) place.enter();
  }
  if (with_callbacks) run_callbacks("afterMigrate", place, context);
}

std::string FlywayScratch::snapshot_now() {
  SnapshotOptions options;
  options.format = SnapshotFormat::json;
  options.schemas = compared_schemas(origin_);
  return snapshot(open_, options, no_files(), quiet_);
}

std::vector<std::string> compared_schemas(const FlywayPlace& place) {
  if (!place.names_schemas() || !has_schemas(place.facts())) return {};
  return place.schemas();
}

}  // namespace ebbtide
