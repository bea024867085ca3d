// `diff` compares what is with what should be. Liquibase ends with 0 whatever it finds; who wants
// to know from the exit code says --detailed-exitcode.
#include "cli/diff_text.h"
#include "cli/json/schema.h"
#include "cli/request.h"
#include "cli/schema_choice.h"
#include "cli/second_database.h"
#include "operations/compare.h"

namespace ebbtide {
void diff(Request& request) {
  const auto reference = open_reference(request);
  const CompareOptions options = compare_options(request);
  const SchemaReport report =
      compare(*reference, request.database(), options, request.files(), request.surroundings());
  tell_of_renames(request, report.look_like_renames, report.found.origin.default_schema);
  if (!report.differences.empty() && request.settings().flag("detailed-exitcode"))
    request.end_with(ExitCode::something_to_do);
  if (request.wants_json()) return write_json(request.console(), report);
  request.console().say("");
  request.console().say("Diff Results:");
  write_diff(request.console().out(), report, options.filter);
}

}  // namespace ebbtide
