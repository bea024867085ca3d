#pragma once

#include "cli/request.h"

namespace ebbtide {

/// Shows what the checksums of a changeset, version 9 and version 8, are made from, and which of
/// them the history has.
void explain_checksum(Request& request);

}  // namespace ebbtide
