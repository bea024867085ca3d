#pragma once

#include <string>
#include <vector>

namespace ebbtide {

/// What git writes in the working folder. Throws Error with what it says where it fails, and where
/// there is no git.
std::string output_of_git(const std::vector<std::string>& arguments);
/// The same as lines.
std::vector<std::string> lines_of_git(const std::vector<std::string>& arguments);

}  // namespace ebbtide
