#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flyway/version.h"

namespace ebbtide::flyway {

/// What the names of migrations begin and end with, and what stands in them.
struct NamingRules {
  std::string versioned = "V";
  std::string repeatable = "R";
  std::string baseline = "B";
  std::string undo = "U";
  std::string separator = "__";
  std::vector<std::string> suffixes = {".sql"};
};

/// By the prefix of a name. A callback's prefix is its event.
enum class FileKind { versioned, repeatable, baseline, undo, callback };

/// What the name of a file says: V2__add_users.sql.
struct FileName {
  FileKind kind = FileKind::versioned;
  std::optional<Version> version;  ///< of what is versioned
  std::string description;         ///< `add users`
  std::string event = {};          ///< of a callback
};

/// What the name of a file says, or why it says nothing.
struct ReadName {
  std::optional<FileName> name;
  std::string problem;  ///< in Flyway's words; empty where there is a name
};

/// Reads the name of a file, without its folder. Nothing where it has none of the suffixes, in any
/// case: the file is no script then.
std::optional<ReadName> read_file_name(std::string_view file, const NamingRules& rules);

}  // namespace ebbtide::flyway
