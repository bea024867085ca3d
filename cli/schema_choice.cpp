#include "cli/schema_choice.h"

#include <filesystem>

#include "cli/generate_choice.h"
#include "cli/operation_options.h"
#include "database/facts.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Where the changesets of drift go.
void set_fix(Request& request, DriftOptions& options) {
  const Settings& settings = request.settings();
  const std::string& changelog = settings.required("changelog-file");
  options.fix = settings.choice("fix") == "CHANGELOG" ? DriftFix::changelog : DriftFix::database;
  options.fix_file = settings.text("fix-file");
  if (options.fix_file.empty() && options.fix == DriftFix::database)
    throw UsageError(
        "--fix=database wants --fix-file: what takes drift back is for this database alone, and "
        "not for the changelog of all");
  if (options.fix_file.empty()) options.fix_file = changelog;
  std::error_code error;
  if (options.fix_file == changelog && !std::filesystem::exists(changelog, error))
    throw UsageError("'" + changelog +
                     "' is found by the search path and not here; say with --fix-file where the "
                     "changesets go");
  options.making = making_of(settings, options.fix_file);
}

}  // namespace

schema::Filter filter_of(Request& request) {
  const Settings& settings = request.settings();
  return schema::Filter({settings.text("diff-types"), settings.text("include-objects"),
                         settings.text("exclude-objects"),
                         request.database().names().facts().syntax.fold == sql::Fold::none});
}

DeclaredOptions declared_options(Request& request) {
  DeclaredOptions options;
  options.read = [&](OpenDatabase& scratch, const std::string& changelog) {
    return request.project_for(scratch, changelog);
  };
  options.scratch = request.settings().text("scratch-url");
  return options;
}

CompareOptions compare_options(Request& request) {
  const Settings& settings = request.settings();
  CompareOptions options;
  options.schemas = split_list(settings.text("schemas"));
  options.reference_schemas = split_list(settings.text("reference-schemas"));
  options.renames = split_list(settings.text("rename"));
  options.column_order = settings.flag("diff-column-order");
  options.declared = declared_options(request);
  options.filter = filter_of(request);
  return options;
}

void tell_of_renames(Request& request, const schema::Renames& renames, const std::string& place) {
  for (const schema::Rename& one : renames)
    request.console().warning(
        std::string(to_text(one.kind())) + " " +
        (one.table.place == place ? one.table.name : one.table.to_text()) +
        (one.column.empty() ? "" : "." + one.column) + " is gone and " + one.to +
        " of the same shape is new; it looks like a rename: " + "--rename=" + one.to_text(place));
}

DriftOptions drift_options(Request& request) {
  const Settings& settings = request.settings();
  DriftOptions options;
  const std::string baseline = settings.get("baseline").value_or("scratch");
  options.is_recorded = equals_ignoring_case(baseline, "recorded");
  if (!options.is_recorded && !equals_ignoring_case(baseline, "scratch"))
    options.baseline = baseline;
  options.scratch = settings.text("scratch-url");
  options.compare = compare_options(request);
  options.compare.all_schemas = options.compare.schemas.empty();
  if (settings.text("diff-types").empty()) options.compare.filter.add(schema::Kind::grant);
  options.is_strict = settings.flag("strict");
  options.lock = lock_options(settings);
  options.read = [&](OpenDatabase& scratch) { return request.project_for(scratch); };
  if (!settings.text("fix").empty()) set_fix(request, options);
  return options;
}

}  // namespace ebbtide
