#include "operations/file_place.h"

#include <filesystem>

#include "changelog/files.h"

namespace ebbtide {

std::string place_of_file(const std::vector<std::string>& folders, const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code error;
  for (const std::string& folder : folders) {
    const fs::path path = (fs::path(folder) / normalized_path(name)).lexically_normal();
    if (fs::exists(path, error)) return path.string();
  }
  return "";
}

}  // namespace ebbtide
