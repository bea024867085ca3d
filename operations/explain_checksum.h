#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "executor/open_database.h"

namespace ebbtide {

/// What the checksum of a changeset is made from, by each of Liquibase's algorithms. Checksums of a
/// changeset begin with the version, `9:…`; those of its parts are MD5 alone.
struct ExplainedChecksum {
  /// One change of it.
  struct Part {
    std::string_view change;  ///< its type
    Position where;
    std::string checksum;
    std::vector<HashedText> hashed;
  };
  struct Version {
    int version;
    std::string checksum;
    std::vector<Part> parts;
  };

  ChangeSetId id;
  Position where;
  Text stored;                    ///< what the history has
  std::vector<Version> versions;  ///< the newest first

  bool is_stored(const Version& version) const { return stored.or_empty() == version.checksum; }
};

/// `wanted` is `path::id::author`, or an id that only one changeset has. Without a history nothing
/// is stored, and the database is asked for its dialect alone. Throws Error where there is no such
/// changeset, or several.
ExplainedChecksum explain_checksum(const Project& project, OpenDatabase& database,
                                   const std::string& wanted, bool has_history);

}  // namespace ebbtide
