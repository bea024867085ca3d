#pragma once

#include <functional>
#include <string>
#include <vector>

#include "flyway/configuration.h"
#include "flyway/migration.h"

namespace ebbtide {

/// Replaces the placeholders in the text of a file; throws Error where one has no value.
using ReplaceIn = std::function<std::string(const std::string& text, const std::string& file_name)>;

/// What a scan is told and tells.
struct ScanOptions {
  const flyway::Configuration& configuration;
  std::string working_directory;                 ///< absolute
  ReplaceIn replace;                             ///< for the checksums of repeatables
  std::function<void(const std::string&)> warn;  ///< of what is left out
};

/// Reads all scripts of the locations, and the callbacks, in their order. Throws Failure for a
/// location or a script that is not as it must be; of badly named files, where that is asked for,
/// all at once.
flyway::Scripts read_scripts(const ScanOptions& options);

}  // namespace ebbtide
