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
                                         given + "'; there are txt, json and yaml");
}

void write_snapshot(Request& request, OpenDatabase& database) {
  SnapshotOptions options;
  options.schemas = split_list(request.settings().text("schemas"));
  options.has_time = request.settings().flag("with-time");
  options.format = format_of(request);
  options.declared = declared_options(request);
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
