#pragma once

#include <string>
#include <vector>

namespace ebbtide {

/// `a, b and c`.
std::string enumerated(const std::vector<std::string>& words);

}  // namespace ebbtide
