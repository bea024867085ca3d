#pragma once

#include <optional>
#include <string_view>

namespace ebbtide {

/// The first and the last version of Liquibase's schemas that has something, as 408 for 4.8; 0 for
/// none. The newest is above all others.
struct SchemaVersions {
  int since, until;
};

/// The versions that know an element, or one of its attributes; nothing for what all of them know,
/// and for what is none of theirs.
std::optional<SchemaVersions> schema_versions(std::string_view element,
                                              std::string_view attribute = {});

}  // namespace ebbtide
