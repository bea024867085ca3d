#pragma once

#include <memory>
#include <string>
#include <vector>

#include "changelog/files.h"

namespace ebbtide {

/// What the folders of a search path were like at a commit of their repositories. The first folder
/// that had a file counts.
class GitFiles final : public Files {
 public:
  /// Folders that are in no repository, and archives, have nothing. Throws Error where that is so
  /// of all of them, and where git does not know the commit.
  GitFiles(std::string commit, const std::vector<std::string>& folders);

  bool exists(const std::string& path) const override;
  std::unique_ptr<std::istream> open(const std::string& path) const override;
  std::vector<std::string> list(const std::string& folder, const FolderQuery& query) const override;

 private:
  struct Root {
    std::string folder;
    std::vector<std::string> paths;  ///< below it, sorted
  };
  const Root* root_of(const std::string& name) const;

  std::string commit_;
  std::vector<Root> roots_;
};

}  // namespace ebbtide
