#pragma once

#include <optional>
#include <string>

namespace ebbtide {

/// All bytes of a file that the user names, not of a changelog (changelog/files.h); nothing where
/// it cannot be opened, and errno says why.
std::optional<std::string> read_whole_file(const std::string& path);

}  // namespace ebbtide
