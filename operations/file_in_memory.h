#pragma once

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "changelog/files.h"

namespace ebbtide {

/// Files among which one is not written yet. Borrows the others.
class FileInMemory : public Files {
 public:
  FileInMemory(const Files& others, const std::string& path, std::string text)
      : others_(others), path_(normalized_path(path)), text_(std::move(text)) {
    use(others_.encodings());
  }

  bool exists(const std::string& path) const override {
    return is_it(path) || others_.exists(path);
  }
  std::unique_ptr<std::istream> open(const std::string& path) const override {
    if (is_it(path)) return std::make_unique<std::istringstream>(text_);
    return others_.open(path);
  }
  std::string not_found(const std::string& path) const override { return others_.not_found(path); }
  std::vector<std::string> list(const std::string& folder,
                                const FolderQuery& query) const override {
    return others_.list(folder, query);
  }
  const std::string& path() const { return path_; }

 private:
  bool is_it(const std::string& path) const { return normalized_path(path) == path_; }

  const Files& others_;
  std::string path_, text_;
};

}  // namespace ebbtide
