#pragma once

#include <nlohmann/json.hpp>

#include "cli/json/output.h"

namespace ebbtide {

/// A document that waits for the end of its command, since an error may belong into it.
struct JsonDocument {
  Json value;
};

}  // namespace ebbtide
