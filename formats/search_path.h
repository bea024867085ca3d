#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "changelog/files.h"
#include "formats/archive.h"
#include "text/once.h"

namespace ebbtide {

/// Finds the files of a changelog in the folders and archives of the search path. A path that leads
/// out of all of them, by `../` or by a link, is refused, unless that was allowed, and so is one
/// that two of them have, unless told otherwise: it would not be clear which is meant. Only regular
/// files are opened: no devices, no pipes, nothing that the kernel makes up, such as /proc. What is
/// refused is an Error of every question, also of `exists`, but for what is no regular file, which
/// `open` alone refuses. Several threads may ask at the same time; `warn` is called on the one that
/// asks.
class SearchPath final : public Files {
 public:
  /// What becomes of a path that two roots have; the first one counts where it is no error.
  enum class Duplicates { refused, warned, silent };

  struct Options {
    std::vector<std::string> roots;  ///< folders, .jar and .zip files
    /// Archives that are looked into only for what the roots do not have, such as the jars of a
    /// Java class path. Those that cannot be read are passed over.
    std::vector<std::string> spare_archives = {};
    bool may_leave = false;  ///< whether `../` and links may lead out of the roots
    Duplicates duplicates = Duplicates::refused;
    std::function<void(const std::string&)> warn = {};
  };

  /// Opens the archives among the roots and lists their contents. Throws UsageError for a root that
  /// is neither a folder nor an archive, and Error for an archive that cannot be read.
  explicit SearchPath(Options options);

  bool exists(const std::string& path) const override;
  std::unique_ptr<std::istream> open(const std::string& path) const override;
  std::vector<std::string> list(const std::string& folder, const FolderQuery& query) const override;
  /// Also how to write the path of a file that is there, but not below the search path.
  std::string not_found(const std::string& path) const override;

 private:
  using Folder = std::string;
  using Root = std::variant<Folder, Archive>;
  /// Where a file was found: a path in the file system, or one in an archive.
  struct Place {
    const Archive* archive = nullptr;
    std::string path;

    std::string shown() const { return archive == nullptr ? path : archive->file() + "!/" + path; }
  };

  void require_inside(const std::string& path, std::string_view normalized) const;
  /// Throws Error where links lead from this place out of all folders of the search path.
  void require_really_inside(const std::string& path, const std::string& place) const;
  std::vector<std::string> list_folder(const std::string& place, const std::string& name,
                                       const FolderQuery& query) const;
  /// Nothing where there is no such file.
  std::optional<Place> locate(const std::string& path) const;
  std::optional<Place> locate_in(const Root& root, const std::string& name) const;
  std::optional<Place> locate_in_spare_archives(const std::string& name) const;
  void check_duplicate(const std::string& name, const Place& first, const Place& second) const;
  const std::vector<Archive>& spare_archives() const;

  Options options_;
  std::vector<Root> roots_;
  std::vector<std::string> real_folders_;  ///< where the roots that are folders really are
  Once<std::vector<Archive>> spare_archives_;
};

}  // namespace ebbtide
