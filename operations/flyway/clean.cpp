// Clean drops the contents of the schemas and leaves the schemas; only what Flyway has made itself,
// by the row that says so, it drops whole. It is off unless somebody has turned it on
// (cleanDisabled), as in Flyway since 9. What is to be dropped, and in which order, is the matter
// of operations/drop_all.h. A schema that is not there is a warning and no error.
#include "operations/flyway/clean.h"

#include <algorithm>

#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/drop_all.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/script_run.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The schemas that the history says Flyway has made, as SQL names them.
std::vector<std::string> made_schemas(FlywayPlace& place) {
  for (const flyway::AppliedMigration& row : place.history()) {
    if (row.type == flyway::Type::schema) return split_list(row.script);
  }
  return {};
}

}  // namespace

CleanResult clean(FlywayPlace& place) {
  if (place.configuration().flag("cleanDisabled"))
    throw flyway::Failure(flyway::error_code,
                          "Unable to execute clean as it has been disabled with the "
                          "'flyway.cleanDisabled' property.");
  const ToldOperation told_of(place.with().observer, "flyway clean");
  const FlywayLock lock(place);
  place.enter();
  const auto run = place.begin_run();
  VerbCallbacks callbacks(flyway::Phase::clean, place, run->context());
  CleanResult result;
  const std::vector<std::string> made = made_schemas(place);
  for (const std::string& schema : place.schemas()) {
    const std::string name = place.table().quote(schema);
    if (!place.has_schema(schema)) {
      place.with().observer.warning("Unable to clean unknown schema: " + name);
    } else if (std::find(made.begin(), made.end(), name) != made.end()) {
      place.connection().execute({spelled(place.words().drop_schema, {name})});
      result.dropped.push_back(schema);
    } else {
      const bool is_only_one = schema == place.words().own_schema;
      const auto drops = drops_of(place.database(),
                                  is_only_one ? std::vector<std::string>() : std::vector{schema});
      drop_all(place.database(), drops, true, place.with());
      result.cleaned.push_back(schema);
    }
  }
  result.about = about(place);
  callbacks.finish();
  return result;
}

}  // namespace ebbtide
