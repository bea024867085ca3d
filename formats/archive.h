#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ebbtide {

/// The files inside a .jar or .zip. Only its list of contents is kept; a file is unpacked when it
/// is asked for. Paths inside use `/`; entries whose path leads out of the archive, and links, are
/// left out. The library that unpacks is loaded when the first archive is opened, so that commands
/// without one do not pay for it. Several threads may read at the same time: one waits for another.
class Archive {
 public:
  /// Throws Error where the file is no archive, or where the library is missing.
  explicit Archive(std::string file);
  ~Archive();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;

  /// The archive's own path.
  const std::string& file() const { return file_; }
  bool contains(std::string_view path) const { return sizes_.find(path) != sizes_.end(); }
  /// The paths of all files and how long each says it is.
  const std::map<std::string, std::uint64_t, std::less<>>& sizes() const { return sizes_; }
  /// The file, unpacked. Throws Error where it is damaged, encrypted, or so much longer than the
  /// archive that it was made to fill the memory.
  std::string read(const std::string& path) const;

  /// A file that gzip packed, unpacked. Throws Error as `read` does.
  static std::string unpack_gzip(const std::string& file);

 private:
  class Reader;
  struct Place;

  std::string file_;
  std::uint64_t most_unpacked_ = 0;
  std::map<std::string, std::uint64_t, std::less<>> sizes_;
  std::unique_ptr<Place> place_;
};

/// Whether a path names an archive: by its ending, or as `jar:file:…!/`.
bool names_archive(std::string_view path);

/// The path of the archive in the file system: `jar:file:/a/b.jar!/` is /a/b.jar. A path that is
/// one already stays as it is.
std::string archive_file(std::string_view path);

}  // namespace ebbtide
