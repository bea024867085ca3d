// Where a file is, from the path a changelog gives:
//
//   1. The path is normalized as the history keeps it: `/db/./a.xml` and `classpath:db/a.xml` are
//      `db/a.xml`. An absolute path is thus one below the roots, as in Liquibase.
//   2. What then still begins with `../` leads out and is refused.
//   3. Every root is asked, also when one has it: a second file of this name is an error, a warning
//      or nothing, by the options. The same file by two ways (`.` and `db` beside it) is no second
//      one.
//   4. Where no root has it, the spare archives are asked, the first that has it counts.
//
// A changelog is data from a repository, and must read nothing that is not given to it. The text of
// a path is no proof of where it leads: links are resolved, and the real place must be below the
// real place of a root. That is asked before anything is opened, for files, for folders that are
// listed, and for each link that is met while listing. /proc and its like are refused by the kind
// of their file system, because their files look regular.
//
// What cannot be seen is not missing: where this user may not look into a folder the answer is an
// error and not "no such file", or an includeAll would silently run less than it did yesterday.
#include "formats/search_path.h"

#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

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

[[noreturn]] void refuse_unreadable(const std::string& path, const std::string& why) {
  throw Error("cannot read '" + path + "': " + why + "; let the user that runs this program (uid " +
              std::to_string(::geteuid()) +
              ") read it: chmod or chown the file and the folders it is in");
}

/// Throws Error where this user may not look: what cannot be seen is not missing.
bool is_anything(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) return true;
  if (error == std::errc::permission_denied) refuse_unreadable(path, error.message());
  return false;
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool is_same(const std::string& a, const std::string& b) {
  std::error_code error;
  return fs::equivalent(a, b, error);
}

/// Whether the kernel makes up the files there: they look regular, but have no size, tell what no
/// changelog is to know, and may never end.
bool is_made_up(const std::string& path) {
  constexpr std::array made_up{PROC_SUPER_MAGIC, SYSFS_MAGIC, DEBUGFS_MAGIC, TRACEFS_MAGIC};
  struct statfs about = {};
  return ::statfs(path.c_str(), &about) == 0 &&
         std::find(made_up.begin(), made_up.end(), about.f_type) != made_up.end();
}

bool is_below(std::string_view place, std::string_view folder) {
  return folder == "/" || (place.starts_with(folder) &&
                           (place.size() == folder.size() || place[folder.size()] == '/'));
}

/// Walks a folder to a depth. Links to folders are followed, but not round in a circle. `check` is
/// called with the name and the place of every link that counts; it throws where it must not.
class Walk {
 public:
  using Check = std::function<void(const std::string& name, const std::string& place)>;

  Walk(const FolderQuery& query, const Check& check, std::vector<std::string>& found)
      : query_(query), check_(check), found_(found) {}

  void visit(const fs::path& folder, const std::string& name, int depth) {
    if (depth > query_.max_depth) return;
    std::error_code error;
    const std::string place = fs::canonical(folder, error).string();
    if (!above_.insert(place).second) return;
    const fs::directory_iterator entries(folder, error);
    if (error == std::errc::permission_denied) refuse_unreadable(folder.string(), error.message());
    for (const fs::directory_entry& entry : entries) {
      const std::string path = name + entry.path().filename().string();
      std::error_code ignored;
      const bool is_folder = entry.is_directory(ignored);
      const bool is_wanted = is_folder
                                 ? depth < query_.max_depth
                                 : entry.is_regular_file(ignored) && depth >= query_.min_depth &&
                                       ends_with_ignoring_case(path, query_.ends_with);
      if (!is_wanted) continue;
      if (entry.is_symlink(ignored)) check_(path, entry.path().string());
      if (is_folder) {
        visit(entry.path(), path + "/", depth + 1);
      } else {
        found_.push_back(path);
      }
    }
    above_.erase(place);
  }

 private:
  const FolderQuery& query_;
  const Check& check_;
  std::vector<std::string>& found_;
  std::set<std::string> above_;
};

/// The files of an archive below a folder, whose name is empty or ends with a slash.
void list_archive(const Archive& archive, const std::string& folder, const FolderQuery& query,
                  std::vector<std::string>& found) {
  for (auto at = archive.sizes().lower_bound(folder);
       at != archive.sizes().end() && at->first.starts_with(folder); ++at) {
    const std::string_view inner = std::string_view(at->first).substr(folder.size());
    const auto depth = 1 + std::count(inner.begin(), inner.end(), '/');
    if (depth >= query.min_depth && depth <= query.max_depth &&
        ends_with_ignoring_case(at->first, query.ends_with))
      found.push_back(at->first);
  }
}

}  // namespace

SearchPath::SearchPath(Options options) : options_(std::move(options)) {
  for (const std::string& root : options_.roots) {
    if (is_folder(root)) {
      roots_.emplace_back(root);
      std::error_code error;
      real_folders_.push_back(fs::canonical(root, error).string());
    } else if (names_archive(root)) {
      const std::string file = archive_file(root);
      if (!is_file(file))
        throw UsageError("the archive '" + file +
                         "' of the search path does not exist; check --search-path");
      roots_.emplace_back(Archive(file));
    } else if (is_anything(root)) {
      throw UsageError("'" + root +
                       "' of the search path is neither a folder nor an archive; check "
                       "--search-path");
    } else {
      throw UsageError("the folder '" + root +
                       "' of the search path does not exist; check --search-path");
    }
  }
}

void SearchPath::require_inside(const std::string& path, std::string_view normalized) const {
  if (!leads_out(normalized) || options_.may_leave) return;
  throw Error("the path '" + path + "' leads out of the search path (" +
              join(options_.roots, ", ") +
              "); add its folder with --search-path or allow it with --allow-outside-search-path");
}

void SearchPath::require_really_inside(const std::string& path, const std::string& place) const {
  if (options_.may_leave) return;
  std::error_code error;
  const std::string real = fs::canonical(place, error).string();
  if (error) throw Error("cannot read '" + path + "': " + error.message());
  if (std::any_of(real_folders_.begin(), real_folders_.end(),
                  [&](const std::string& folder) { return is_below(real, folder); }))
    return;
  throw Error("a link in the path '" + path + "' leads out of the search path (" +
              join(options_.roots, ", ") + ") to " + real +
              "; add that folder with --search-path or allow it with "
              "--allow-outside-search-path");
}

std::optional<SearchPath::Place> SearchPath::locate_in(const Root& root,
                                                       const std::string& name) const {
  if (const auto* const archive = std::get_if<Archive>(&root)) {
    return archive->contains(name) ? std::optional(Place{archive, name}) : std::nullopt;
  }
  std::string candidate = std::get<Folder>(root) + "/" + name;
  if (!is_anything(candidate) || is_folder(candidate)) return std::nullopt;
  require_really_inside(name, candidate);
  return Place{nullptr, std::move(candidate)};
}

const std::vector<Archive>& SearchPath::spare_archives() const {
  return spare_archives_.get([this] {
    std::vector<Archive> readable;
    for (const std::string& file : options_.spare_archives) {
      if (!is_file(file)) continue;
      try {
        readable.emplace_back(file);
      } catch (const Error& error) {
        if (options_.warn) options_.warn(error.what());
      }
    }
    return readable;
  });
}

std::optional<SearchPath::Place> SearchPath::locate_in_spare_archives(
    const std::string& name) const {
  const auto& archives = spare_archives();
  const auto found = std::find_if(archives.begin(), archives.end(),
                                  [&](const Archive& one) { return one.contains(name); });
  return found == archives.end() ? std::nullopt : std::optional(Place{&*found, name});
}

void SearchPath::check_duplicate(const std::string& name, const Place& first,
                                 const Place& second) const {
  const bool same =
      first.archive == nullptr && second.archive == nullptr && is_same(first.path, second.path);
  if (same || options_.duplicates == Duplicates::silent) return;
  const std::string what = "there are two files '" + name +
                           "' in the search path: " + first.shown() + " and " + second.shown();
  if (options_.duplicates == Duplicates::refused) {
    throw Error(what +
                "; remove one, or one of the roots from --search-path, or let the first one count "
                "with --duplicate-file-mode=WARN");
  }
  if (options_.warn) options_.warn(what + "; the first one counts");
}

std::optional<SearchPath::Place> SearchPath::locate(const std::string& path) const {
  const std::string name = normalized_path(path);
  if (name.empty()) return std::nullopt;
  require_inside(path, name);
  std::optional<Place> found;
  for (const Root& root : roots_) {
    auto place = locate_in(root, name);
    if (!place) continue;
    if (!found) {
      found = std::move(place);
    } else {
      check_duplicate(name, *found, *place);
    }
  }
  return found ? found : locate_in_spare_archives(name);
}

std::string SearchPath::not_found(const std::string& path) const {
  const std::string what = "The file " + path + " was not found in the configured search path (" +
                           join(options_.roots, ", ") + "); ";
  if (!is_file(path)) return what + "check the name, or add its folder with --search-path";
  // It is there as the shell sees it: an absolute path, or one that begins where the user is.
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  const auto root =
      std::find_if(real_folders_.begin(), real_folders_.end(),
                   [&](const std::string& folder) { return is_below(real.string(), folder); });
  const std::string rule = "paths are looked for below the folders of the search path: ";
  if (root != real_folders_.end())
    return what + rule + "write '" + real.lexically_relative(*root).string() + "'";
  return what + rule + "write '" + real.filename().string() +
         "' with --search-path=" + real.parent_path().string();
}

bool SearchPath::exists(const std::string& path) const { return locate(path).has_value(); }

std::unique_ptr<std::istream> SearchPath::open(const std::string& path) const {
  const auto place = locate(path);
  if (!place) throw Error(not_found(path));
  if (place->archive != nullptr)
    return std::make_unique<std::istringstream>(place->archive->read(place->path));
  if (!is_file(place->path) || is_made_up(place->path))
    throw Error("'" + path + "' is no regular file: devices, pipes and /proc are not read");
  // As Liquibase does: whatever is read, it is read unpacked.
  if (ends_with_ignoring_case(path, ".gz"))
    return std::make_unique<std::istringstream>(Archive::unpack_gzip(place->path));
  auto stream = std::make_unique<std::ifstream>(place->path, std::ios::binary);
  if (!*stream) refuse_unreadable(path, system_message(errno));
  return stream;
}

std::vector<std::string> SearchPath::list_folder(const std::string& place, const std::string& name,
                                                 const FolderQuery& query) const {
  std::vector<std::string> found;
  if (!is_folder(place)) return found;
  require_really_inside(name, place);
  const Walk::Check check = [this](const std::string& link, const std::string& where) {
    require_really_inside(link, where);
  };
  Walk(query, check, found).visit(place, name, 1);
  return found;
}

std::vector<std::string> SearchPath::list(const std::string& folder,
                                          const FolderQuery& query) const {
  std::string name = normalized_path(folder);
  require_inside(folder, name);
  if (!name.empty()) name += "/";
  std::vector<std::string> found;
  const auto add_archive = [&](const Archive& one) { list_archive(one, name, query, found); };
  for (const Root& root : roots_) {
    if (const auto* const archive = std::get_if<Archive>(&root)) {
      add_archive(*archive);
    } else {
      const auto in_folder = list_folder(std::get<Folder>(root) + "/" + name, name, query);
      found.insert(found.end(), in_folder.begin(), in_folder.end());
    }
  }
  if (found.empty()) std::for_each(spare_archives().begin(), spare_archives().end(), add_archive);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace ebbtide
