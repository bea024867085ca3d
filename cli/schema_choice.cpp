#include "cli/schema_choice.h"

#include "cli/operation_options.h"
#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {

schema::Filter filter_of(Request& request) {
  const Settings& settings = request.settings();
  return schema::Filter({settings.text("diff-types"), settings.text("include-objects"),
                         settings.text("exclude-objects"),
                         request.database().names().facts().syntax.fold == sql::Fold::none});
}

CompareOptions compare_options(Request& request) {
  const Settings& settings = request.settings();
  CompareOptions options;
  options.schemas = split_list(settings.text("schemas"));
  options.reference_schemas = split_list(settings.text("reference-schemas"));
  options.column_order = settings.flag("diff-column-order");
  options.read = [&](OpenDatabase& scratch, const std::string& changelog) {
    return request.project_for(scratch, changelog);
  };
  options.filter = filter_of(request);
  return options;
}

DriftOptions drift_options(Request& request) {
  const Settings& settings = request.settings();
  DriftOptions options;
  const std::string baseline = settings.text("baseline");
  if (baseline != "scratch") options.baseline = baseline;
  options.scratch = settings.text("scratch-url");
  options.compare = compare_options(request);
  options.compare.all_schemas = options.compare.schemas.empty();
  if (settings.text("diff-types").empty()) options.compare.filter.add(schema::Kind::grant);
  options.is_strict = settings.flag("strict");
  options.lock = lock_options(settings);
  options.read = [&](OpenDatabase& scratch) { return request.project_for(scratch); };
  return options;
}

}  // namespace ebbtide
