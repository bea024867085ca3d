// `diff` compares what is with what should be. Liquibase ends with 0 whatever it finds; who wants
// to know from the exit code says --detailed-exitcode.
#include "cli/diff_text.h"
#include "cli/json/schema.h"
#include "cli/request.h"
#include "cli/second_database.h"
#include "database/facts.h"
#include "operations/compare.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

CompareOptions compare_options(Request& request) {
  const Settings& settings = request.settings();
  CompareOptions options;
  options.schemas = split_list(settings.text("schemas"));
  options.reference_schemas = split_list(settings.text("reference-schemas"));
  options.column_order = settings.flag("diff-column-order");
  options.filter =
      schema::Filter({settings.text("diff-types"), settings.text("include-objects"),
                      settings.text("exclude-objects"),
                      request.database().names().facts().syntax.fold == sql::Fold::none});
  return options;
}

}  // namespace

void diff(Request& request) {
  const auto reference = open_reference(request);
  const CompareOptions options = compare_options(request);
  const SchemaReport report =
      compare(*reference, request.database(), options, request.files(), request.surroundings());
  if (!report.differences.empty() && request.settings().flag("detailed-exitcode"))
    request.end_with(ExitCode::something_to_do);
  if (request.wants_json()) return write_json(request.console(), report);
  request.console().say("");
  request.console().say("Diff Results:");
  write_diff(request.console().out(), report, options.filter);
}

}  // namespace ebbtide
