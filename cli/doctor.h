#pragma once

#include <string_view>

#include "operations/findings.h"

namespace ebbtide {

/// `blocks`, `attention`, `note`.
std::string_view to_text(Severity severity);

}  // namespace ebbtide
