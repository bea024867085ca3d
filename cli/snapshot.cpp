// `snapshot` writes what a database consists of; the file can stand in for the database, as
// offline:postgresql?snapshot=FILE.
#include "operations/snapshot.h"

#include "cli/json/schema.h"
#include "cli/request.h"
#include "cli/schema_choice.h"
#include "cli/second_database.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

SnapshotFormat format_of(Request& request) {
  const Settings& settings = request.settings();
  const std::string given = lower(settings.text("snapshot-format"));
  if (given.empty()) return request.wants_json() ? SnapshotFormat::json : SnapshotFormat::text;
  if (given == "txt") return SnapshotFormat::text;
  if (given == "json") return SnapshotFormat::json;
  if (given == "yaml" || given == "yml") return SnapshotFormat::yaml;
  settings.refuse("snapshot-format", "No serializers associated with the filename or extension '" +
                                         given + "'; there are txt, json, yaml and sql");
}

/// A file for each object, below the folder of --output-directory.
void write_sql(Request& request, OpenDatabase& database, const SnapshotOptions& options) {
  const Settings& settings = request.settings();
  const std::string& folder = settings.required("output-directory");
  const SqlSnapshot written =
      snapshot_as_sql(database, options, folder, settings.flag("overwrite-output-file"),
                      request.files(), request.surroundings());
  Console& console = request.console();
  for (const std::string& one : written.left_out)
    console.warning("no file has the " + one + "; write one of your own");
  if (request.wants_json()) return write_json(console, written);
  console.say(count_of(written.files.size(), "file") + " of SQL written to " + folder +
              (written.removed.empty() ? ""
                                       : ", " + std::to_string(written.removed.size()) +
                                             " removed that nothing has any more"));
}

void write_snapshot(Request& request, OpenDatabase& database) {
  SnapshotOptions options;
  options.schemas = split_list(request.settings().text("schemas"));
  options.has_time = request.settings().flag("with-time");
  options.declared = declared_options(request);
  if (equals_ignoring_case(request.settings().text("snapshot-format"), "sql"))
    return write_sql(request, database, options);
  options.format = format_of(request);
  const std::string text = snapshot(database, options, request.files(), request.surroundings());
  if (request.wants_json() && options.format == SnapshotFormat::json)
    return write_json_document(request.console(), text);
  if (options.format == SnapshotFormat::text) {
    request.console().out().lines(text);
  } else {
    request.console().raw() << text;
  }
}

}  // namespace

void snapshot(Request& request) { write_snapshot(request, request.database()); }

void snapshot_reference(Request& request) {
  const auto reference = open_reference(request);
  write_snapshot(request, *reference);
}

}  // namespace ebbtide
