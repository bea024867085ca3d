#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "changelog/files.h"

namespace ebbtide {

/// Finds the files of a changelog in the folders of the search path. A path that leads out of all
/// of them is refused, unless that was allowed, and so is one that two of them have: it would not
/// be clear which is meant. Only regular files are opened.
class SearchPath final : public Files {
 public:
  struct Options {
    std::vector<std::string> roots;
    bool may_leave = false;  ///< whether `../` may lead out of the roots
  };

  /// Throws Error for a root that is no folder.
  explicit SearchPath(Options options);

  bool exists(const std::string& path) const override;
  std::unique_ptr<std::istream> open(const std::string& path) const override;
  std::vector<std::string> list(const std::string& folder, const FolderQuery& query) const override;

 private:
  /// The path of the file in the file system; empty where there is none.
  std::string locate(const std::string& path) const;
  std::string not_found(const std::string& path) const;

  Options options_;
};

}  // namespace ebbtide
