#pragma once

#include <initializer_list>
#include <map>
#include <sstream>
#include <string>
#include <utility>

#include "changelog/files.h"
#include "text/error.h"

namespace ebbtide {

/// Files that are only in memory, for tests.
class MemoryFiles final : public Files {
 public:
  MemoryFiles() = default;
  MemoryFiles(std::initializer_list<std::pair<const std::string, std::string>> files)
      : files_(files) {}

  void add(const std::string& path, std::string text) { files_[path] = std::move(text); }

  bool exists(const std::string& path) const override {
    return files_.contains(normalized_path(path));
  }
  std::unique_ptr<std::istream> open(const std::string& path) const override {
    const auto found = files_.find(normalized_path(path));
    if (found == files_.end()) throw Error("The file " + path + " was not found");
    return std::make_unique<std::istringstream>(found->second);
  }
  std::vector<std::string> list(const std::string& folder,
                                const FolderQuery& query) const override {
    std::vector<std::string> found;
    const std::string prefix = normalized_path(folder) + "/";
    for (const auto& [path, text] : files_) {
      if (path.starts_with(prefix) && path.ends_with(query.ends_with)) found.push_back(path);
    }
    return found;
  }

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace ebbtide
