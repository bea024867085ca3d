#pragma once

#include <functional>
#include <string>
#include <vector>

#include "changelog/files.h"
#include "changelog/properties.h"
#include "formats/load.h"

namespace ebbtide {

/// Which changelog file to write in which format, and where.
struct ConvertOptions {
  std::string changelog;  ///< its path on the search path
  std::string output;     ///< the file to write, whose name has the format
  /// The path that a reader would know the written file by.
  std::string output_path;
  bool may_replace = false;
  /// The user's properties for a database of this name, empty for any.
  std::function<Properties(const std::string& dbms)> properties;
  LoadOptions load = {};
};

/// What was written, and what it has lost or left as it was.
struct ConvertReport {
  std::string format;           ///< that it was written in: `YAML`
  std::string path;             ///< that its changesets keep, where they have none of their own
  std::size_t change_sets = 0;  ///< for all databases
  std::size_t comments = 0;     ///< outside of SQL
  bool keeps_comments = true;
  std::vector<std::string> included;   ///< files and folders that it names; they are not converted
  std::vector<Problem> left_out = {};  ///< what had no meaning
};

/// Writes one file of a changelog in another format: the same changesets, with the same identities
/// and the same checksums of versions 8 and 9 on every database. That is proved before anything is
/// written: the text is read as if it were there, and all that both files say is compared, with
/// what they include. Throws ValidationFailed with each changeset that cannot stay as it is, and
/// with what is wrong in the changelog itself; Error where the file cannot be written.
ConvertReport convert_changelog(const ConvertOptions& options, const Files& files);

}  // namespace ebbtide
