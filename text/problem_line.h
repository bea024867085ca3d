#pragma once

#include <string>

#include "text/error.h"

namespace ebbtide {

/// A problem as one line: `file:line:column: what is wrong [changeset path::id::author]`, without
/// what it does not have. The one form in which problems are written, so that editors find the
/// place.
std::string line_of(const Problem& problem);

}  // namespace ebbtide
