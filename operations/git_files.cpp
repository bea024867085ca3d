#include "operations/git_files.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <sstream>

#include "operations/git_command.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {

GitFiles::GitFiles(std::string commit, const std::vector<std::string>& folders)
    : commit_(std::move(commit)) {
  std::optional<Error> failed;
  for (const std::string& folder : folders) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) continue;
    try {
      Root root{folder, lines_of_git({"-C", folder, "ls-tree", "-r", "--name-only", commit_})};
      std::sort(root.paths.begin(), root.paths.end());
      roots_.push_back(std::move(root));
    } catch (const Error& none) {
      failed = none;
    }
  }
  if (roots_.empty() && failed) throw Error(*failed);
}

const GitFiles::Root* GitFiles::root_of(const std::string& name) const {
  const auto found = std::find_if(roots_.begin(), roots_.end(), [&](const Root& root) {
    return std::binary_search(root.paths.begin(), root.paths.end(), name);
  });
  return found == roots_.end() ? nullptr : &*found;
}

bool GitFiles::exists(const std::string& path) const {
  return root_of(normalized_path(path)) != nullptr;
}

std::unique_ptr<std::istream> GitFiles::open(const std::string& path) const {
  const std::string name = normalized_path(path);
  const Root* const root = root_of(name);
  if (root == nullptr) throw Error("there is no '" + path + "' at " + commit_);
  return std::make_unique<std::istringstream>(
      output_of_git({"-C", root->folder, "show", commit_ + ":./" + name}));
}

std::vector<std::string> GitFiles::list(const std::string& folder, const FolderQuery& query) const {
  std::string prefix = normalized_path(folder);
  if (!prefix.empty() && !prefix.ends_with('/')) prefix += '/';
  std::set<std::string> found;
  for (const Root& root : roots_) {
    for (const std::string& path : root.paths) {
      if (!path.starts_with(prefix)) continue;
      const auto depth =
          static_cast<int>(std::count(path.begin() + static_cast<std::ptrdiff_t>(prefix.size()),
                                      path.end(), '/')) +
          1;
      const bool fits = depth >= query.min_depth && depth <= query.max_depth &&
                        (query.ends_with.empty() || ends_with_ignoring_case(path, query.ends_with));
      if (fits) found.insert(path);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace ebbtide
