#pragma once

#include <string>
#include <vector>

namespace ebbtide {

/// The order in which includeAll takes files: by UTF-16 code units, without the folder that web
/// archives keep classes in.
void sort_for_include(std::vector<std::string>& paths);

}  // namespace ebbtide
