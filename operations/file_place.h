#pragma once

#include <string>
#include <vector>

namespace ebbtide {

/// Where a file or folder is that a changelog or an option names from the search path: in the first
/// of its folders that has it. Empty where none has, as for a file of an archive.
std::string place_of_file(const std::vector<std::string>& folders, const std::string& name);

}  // namespace ebbtide
