#pragma once

#include <string>

#include "changelog/changelog.h"
#include "changelog/files.h"

namespace ebbtide {

/// How a changelog is read where Liquibase lets its users choose.
struct LoadOptions {
  bool missing_include_is_error = true;
  bool circular_include_all_is_error = true;
  bool refuses_unknown = true;    ///< changes and preconditions nobody knows
  bool checks_xml_schema = true;  ///< what only the XML schema refuses
  bool takes_duplicates = false;  ///< whether the first of equal changesets counts
};

/// What could be read of a changelog, and what could not.
struct ReadChangelog {
  Changelog changelog;
  std::vector<Problem> problems;
};

/// Reads a changelog and everything it includes as far as it can be read. What a database tells of
/// itself is asked for only where the changelog names it; without one it stays as it stands.
ReadChangelog read_changelog(const std::string& path, const Files& files, Properties properties,
                             const LoadOptions& options = {}, const DatabaseFacts* facts = nullptr);

/// Reads a changelog and everything it includes. The properties given count before those of the
/// changelog. Throws ValidationFailed with everything that is wrong in any of the files.
Changelog load_changelog(const std::string& path, const Files& files, Properties properties,
                         const LoadOptions& options = {}, const DatabaseFacts* facts = nullptr);

}  // namespace ebbtide
