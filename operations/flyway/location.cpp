// A location is a folder, or a path with wildcards whose first part without them is the folder to
// begin at. `*` and `?` stand for letters of one name, `**` for any folders, but at the end, as
// Flyway does, for none. Hidden files and folders are left out. That one location lies in another
// is only seen where neither has wildcards.
//
// A script is known by its path within its location: that is what the history keeps, so that a
// project can be moved. With wildcards the location is as much of the path as the pattern took.
#include "operations/flyway/location.h"

#include <algorithm>
#include <filesystem>

#include "flyway/failure.h"
#include "text/ascii.h"
#include "text/wildcard.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view any_folders = "**";

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != text.npos; }

std::vector<std::string> names_of(std::string_view path) {
  std::vector<std::string> names;
  for (const std::string_view name : split(path, '/')) names.emplace_back(name);
  return names;
}

/// How many names of the path the pattern takes, as few as it can; nothing where it does not fit.
/// As Flyway does: `**` at the end stands for no folder.
std::optional<std::size_t> taken(const std::vector<std::string>& path, std::size_t at,
                                 const std::vector<std::string>& pattern, std::size_t of) {
  if (of == pattern.size()) return at;
  if (pattern[of] == any_folders) {
    if (of + 1 == pattern.size()) return std::nullopt;
    for (; at < path.size(); ++at) {
      if (const auto end = taken(path, at, pattern, of + 1)) return end;
    }
    return std::nullopt;
  }
  if (at + 1 >= path.size() || !fits_wildcards(path[at], pattern[of])) return std::nullopt;
  return taken(path, at + 1, pattern, of + 1);
}

void collect(const fs::path& folder, const std::string& within, std::vector<std::string>& files) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (const fs::directory_entry& one : fs::directory_iterator(folder, error))
    entries.push_back(one);
  if (error)
    throw flyway::Failure(flyway::error_code,
                          "cannot read the folder '" + folder.string() + "': " + error.message());
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& one : entries) {
    const std::string name = one.path().filename().string();
    if (name.starts_with('.')) continue;
    if (one.is_directory(error)) {
      collect(one.path(), within + name + "/", files);
    } else {
      files.push_back(within + name);
    }
  }
}

}  // namespace

std::optional<Location> Location::parse(const std::string& text) {
  constexpr std::string_view files = "filesystem:", classes = "classpath:";
  const std::string given(trim(text));
  if (given.starts_with(classes) || !contains(given, ":")) return std::nullopt;
  if (!given.starts_with(files))
    throw flyway::Failure(flyway::error_code,
                          "Unknown prefix for location (should be one of classpath:, "
                          "filesystem:): " +
                              given);
  Location location;
  std::string path = replace_all(given.substr(files.size()), "\\", "/");
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  while (path.starts_with("./")) path.erase(0, 2);
  location.text_ = path;
  if (has_wildcard(path)) location.pattern_ = names_of(path);
  return location;
}

std::string Location::root() const {
  std::vector<std::string> names;
  for (const std::string& name : pattern_) {
    if (has_wildcard(name)) break;
    names.push_back(name);
  }
  return pattern_.empty() ? text_ : names.empty() ? "." : join(names, "/");
}

bool Location::includes(const Location& other) const {
  return pattern_.empty() && other.pattern_.empty() &&
         (other.text_ == text_ || other.text_.starts_with(text_ + "/"));
}

std::optional<std::vector<FoundFile>> Location::files(const std::string& working_directory) const {
  const fs::path folder = fs::path(working_directory) / root();
  std::error_code error;
  if (!fs::is_directory(folder, error)) return std::nullopt;
  std::vector<std::string> names;
  collect(folder, "", names);
  const std::string before = root() == "." ? "" : root() == "/" ? "/" : root() + "/";
  std::vector<FoundFile> files;
  for (const std::string& name : names) {
    FoundFile file{(folder / name).lexically_normal().string(), before + name, name};
    if (!pattern_.empty()) {
      std::vector<std::string> parts = names_of(file.shown);
      const auto end = taken(parts, 0, pattern_, 0);
      if (!end) continue;
      file.script = join({parts.begin() + static_cast<std::ptrdiff_t>(*end), parts.end()}, "/");
    }
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace ebbtide
