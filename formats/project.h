#pragma once

#include <memory>
#include <string>

#include "changelog/project.h"
#include "formats/load.h"

namespace ebbtide {

/// Which changelog to read, and how.
struct ProjectOptions {
  std::string changelog;               ///< the path of the root changelog
  std::shared_ptr<const Files> files;  ///< where it and all that it names are
  Properties properties;               ///< that count before those of the changelog
  LoadOptions load = {};
};

/// Reads a changelog and everything it includes, with what it has asked the database for. The
/// database is asked for what it tells of itself only where the changelog names it, so that it can
/// be opened meanwhile; without one that stays as it stands. Throws ValidationFailed with
/// everything that is wrong in any of the files, and Error where the root is not there.
Project load_project(const ProjectOptions& options, const DatabaseFacts* facts = nullptr);

}  // namespace ebbtide
