#pragma once

#include <string>

#include "changelog/change_set.h"

namespace ebbtide {

/// `path::id::author` taken apart at its first two `::`, so that an author may have one. Throws
/// UsageError for anything else.
ChangeSetId parse_identifier(const std::string& text);

}  // namespace ebbtide
