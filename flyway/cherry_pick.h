#pragma once

#include <string>
#include <utility>
#include <vector>

#include "flyway/history.h"

namespace ebbtide::flyway {

/// What -cherryPick names: migrations by version (`2.1`) or by description (`create_view`, or with
/// blanks), in the order in which they are to run. Names nothing where the option is not given.
class CherryPick {
 public:
  explicit CherryPick(std::vector<std::string> names) : names_(std::move(names)) {}
  /// Of the option; blank is none. Throws Failure where all its names are blank, as `$A,$B` of a
  /// script may be: that would run everything.
  static CherryPick parse(const std::string& text);

  bool is_given() const { return !names_.empty(); }
  /// The scripts that are to run, also those that are older than what is applied; what has run
  /// already is left out. Throws Failure for a name that no script has, for one that cannot run,
  /// such as one above the target, and for a baseline migration that is not the first.
  std::vector<const MigrationInfo*> to_run(const Standing& standing) const;
  /// The versions that are to be undone, the last one named first. Throws Failure for a name that
  /// no applied version has.
  std::vector<const MigrationInfo*> to_undo(const Standing& standing) const;

 private:
  std::vector<std::string> names_;
};

}  // namespace ebbtide::flyway
