#include "formats/search_path.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>

#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

bool leads_out(std::string_view normalized) {
  return normalized == ".." || normalized.starts_with("../");
}

bool is_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_anything(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

bool is_same(const std::string& a, const std::string& b) {
  std::error_code error;
  return fs::equivalent(a, b, error);
}

/// Walks a folder to a depth. Links to folders are followed, but not round in a circle.
class Walk {
 public:
  Walk(const FolderQuery& query, std::vector<std::string>& found) : query_(query), found_(found) {}

  void visit(const fs::path& folder, const std::string& name, int depth) {
    if (depth > query_.max_depth) return;
    std::error_code error;
    const std::string place = fs::canonical(folder, error).string();
    if (!above_.insert(place).second) return;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, error)) {
      const std::string path = name + entry.path().filename().string();
      std::error_code ignored;
      if (entry.is_directory(ignored)) {
        visit(entry.path(), path + "/", depth + 1);
      } else if (entry.is_regular_file(ignored) && depth >= query_.min_depth &&
                 ends_with_ignoring_case(path, query_.ends_with)) {
        found_.push_back(path);
      }
    }
    above_.erase(place);
  }

 private:
  const FolderQuery& query_;
  std::vector<std::string>& found_;
  std::set<std::string> above_;
};

}  // namespace

SearchPath::SearchPath(Options options) : options_(std::move(options)) {
  for (const std::string& root : options_.roots) {
    std::error_code error;
    if (!fs::is_directory(root, error))
      throw UsageError("the folder '" + root +
                       "' of the search path does not exist; check --search-path");
  }
}

std::string SearchPath::locate(const std::string& path) const {
  const std::string name = normalized_path(path);
  if (name.empty()) return "";
  if (leads_out(name) && !options_.may_leave) {
    throw Error(
        "the path '" + path + "' leads out of the search path (" + join(options_.roots, ", ") +
        "); add its folder with --search-path or allow it with --allow-outside-search-path");
  }
  std::string found;
  for (const std::string& root : options_.roots) {
    const std::string candidate = root + "/" + name;
    if (!is_anything(candidate) || fs::is_directory(candidate)) continue;
    if (found.empty()) {
      found = candidate;
    } else if (!is_same(found, candidate)) {
      throw Error("there are two files '" + name + "' in the search path: " + found + " and " +
                  candidate + "; remove one, or one of the folders from --search-path");
    }
  }
  return found;
}

std::string SearchPath::not_found(const std::string& path) const {
  return "The file " + path + " was not found in the configured search path (" +
         join(options_.roots, ", ") + "); check the name, or add its folder with --search-path";
}

bool SearchPath::exists(const std::string& path) const { return !locate(path).empty(); }

std::unique_ptr<std::istream> SearchPath::open(const std::string& path) const {
  const std::string place = locate(path);
  if (place.empty()) throw Error(not_found(path));
  if (!is_file(place)) throw Error("'" + path + "' is no regular file");
  auto stream = std::make_unique<std::ifstream>(place, std::ios::binary);
  if (!*stream) throw Error("cannot read '" + path + "': " + std::strerror(errno));
  return stream;
}

std::vector<std::string> SearchPath::list(const std::string& folder,
                                          const FolderQuery& query) const {
  std::string name = normalized_path(folder);
  if (leads_out(name) && !options_.may_leave) locate(folder);
  if (!name.empty()) name += "/";
  std::vector<std::string> found;
  for (const std::string& root : options_.roots) {
    const std::string place = root + "/" + name;
    std::error_code error;
    if (fs::is_directory(place, error)) Walk(query, found).visit(place, name, 1);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace ebbtide
