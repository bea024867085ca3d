#include "operations/snapshot.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <iterator>

#include "generate/change_sets.h"
#include "generate/sql_files.h"
#include "operations/schema_reading.h"
#include "operations/write_file.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

/// As Liquibase does: local time with milliseconds.
std::string moment_now() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto millis =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm time{};
  localtime_r(&seconds, &time);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &time);
  const std::string fraction = std::to_string(1000 + millis).substr(1);
  return std::string(text, size) + "." + fraction;
}

/// The files of SQL below a folder that are where files of objects are.
std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> all;
  for (const std::string& kind : sql_folders()) {
    std::error_code error;
    for (const fs::directory_entry& one : fs::directory_iterator(folder / kind, error))
      if (one.path().extension() == ".sql")
        all.push_back(kind + "/" + one.path().filename().string());
  }
  std::sort(all.begin(), all.end());
  return all;
}

schema::Schema read_schema_of(OpenDatabase& database, const SnapshotOptions& options,
                              const Files& files, const Surroundings& with) {
  schema::Scope scope;
  scope.schemas = options.schemas;
  return read_any(database, nullptr, scope, options.declared, files, with).schema;
}

}  // namespace

SqlSnapshot snapshot_as_sql(OpenDatabase& database, const SnapshotOptions& options,
                            const std::string& folder, bool may_replace, const Files& files,
                            const Surroundings& with) {
  const ToldOperation told(with.observer, "snapshot");
  const std::vector<std::string> before = files_in(folder);
  if (!before.empty() && !may_replace)
    throw Error("'" + folder + "' has files of SQL already, such as " + before.front() +
                "; choose another folder, or replace them with --overwrite-output-file=true");
  const schema::Schema schema = read_schema_of(database, options, files, with);
  SqlSnapshot written{folder, {}};
  written.left_out = left_out_of(schema);
  for (const ObjectFile& one : sql_files_of(schema, names_of(database, schema.origin))) {
    write_file((fs::path(folder) / one.name).string(), one.text);
    written.files.push_back(one.name);
  }
  std::set_difference(before.begin(), before.end(), written.files.begin(), written.files.end(),
                      std::back_inserter(written.removed));
  for (const std::string& one : written.removed) fs::remove(fs::path(folder) / one);
  return written;
}

std::string snapshot(OpenDatabase& database, const SnapshotOptions& options, const Files& files,
                     const Surroundings& with) {
  const ToldOperation told(with.observer, "snapshot");
  return snapshot_text(read_schema_of(database, options, files, with), options.format,
                       options.has_time ? moment_now() : "");
}

}  // namespace ebbtide
