#pragma once

#include <string>

#include "changelog/changelog.h"
#include "changelog/files.h"

namespace ebbtide {

/// What could be read of a changelog, and what could not.
struct ReadChangelog {
  Changelog changelog;
  std::vector<Problem> problems;
};

/// Reads a changelog and everything it includes as far as it can be read.
ReadChangelog read_changelog(const std::string& path, const Files& files, Properties properties);

/// Reads a changelog and everything it includes. The properties given count before those of the
/// changelog. Throws ValidationFailed with everything that is wrong in any of the files.
Changelog load_changelog(const std::string& path, const Files& files, Properties properties);

}  // namespace ebbtide
