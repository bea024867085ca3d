#pragma once

#include <string>
#include <vector>

#include "changelog/files.h"
#include "operations/flyway/carried_scripts.h"

namespace ebbtide {

/// A changelog that does what the scripts do, not written yet.
struct CarriedChangelog {
  std::string text;
  std::vector<std::string> properties;  ///< names of placeholders, that are properties in it
  /// Scripts whose SQL stands in it, since it cannot name their files as they are.
  std::vector<std::string> copied;
};

/// Makes a changelog in the format of its name. Each changeset names its script, or has its SQL
/// where the changelog's reader would take the file for something else; formatted SQL always has
/// it. `home` is the database as a changelog's commands see it, `files` those that they find.
/// Throws Failure with each script that no changeset can say.
CarriedChangelog carried_changelog(const std::string& path,
                                   const std::vector<CarriedScript>& scripts,
                                   const FlywayPlace& place, OpenDatabase& home,
                                   const Files& files);

/// In what a changelog does something else than the scripts; nothing where it does the same. Its
/// other changesets are not looked at. The placeholders of the project count before its properties
/// where `as_configured`.
std::vector<std::string> differences_from(const std::vector<CarriedScript>& scripts,
                                          const std::string& path, const FlywayPlace& place,
                                          OpenDatabase& home, const Files& files,
                                          bool as_configured);

}  // namespace ebbtide
