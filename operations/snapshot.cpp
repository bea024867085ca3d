#include "operations/snapshot.h"

#include <chrono>
#include <ctime>

namespace ebbtide {
namespace {

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

}  // namespace

std::string snapshot(OpenDatabase& database, const SnapshotOptions& options, const Files& files,
                     const Surroundings& with) {
  const ToldOperation told(with.observer, "snapshot");
  schema::Scope scope;
  scope.schemas = options.schemas;
  return snapshot_text(read_any(database, nullptr, scope, options.declared, files, with).schema,
                       options.format, options.has_time ? moment_now() : "");
}

}  // namespace ebbtide
