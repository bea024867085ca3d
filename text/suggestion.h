#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// The candidate that `name` was most likely meant to be, or nothing when none is near: at most a
/// third of its letters may differ, two in short names. Without case; a name of more than 80 bytes
/// is like nothing. The result is one of the candidates.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates);

/// `; did you mean 'update'?` for the nearest candidate, empty when none is near.
std::string suggestion(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace ebbtide
