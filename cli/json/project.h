#pragma once

#include <string>
#include <vector>

#include "cli/console.h"

namespace ebbtide {

/// What `init copy` has copied.
void write_copied(Console& console, const std::string& target,
                  const std::vector<std::string>& files);

}  // namespace ebbtide
