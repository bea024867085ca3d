#pragma once

#include <istream>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// Which files of a folder to list. A file in the folder itself has depth 1, one in a folder of it
/// 2. `ends_with` is the end of its name in any letter case; empty for all files.
struct FolderQuery {
  int min_depth = 0;
  int max_depth = std::numeric_limits<int>::max();
  std::string ends_with = {};
};

/// How texts become bytes and bytes texts, where nothing else says so. Empty means UTF-8.
struct Encodings {
  std::string input;   ///< of SQL and CSV files; also of the SQL that is hashed
  std::string output;  ///< of results; also of what else is hashed
};

/// The files a changelog can name: changelogs, SQL files, CSV files. Paths use `/` and are relative
/// to the search path. All of it can be refused: whatever asks throws Error for a path that must
/// not be read, also `exists`. What a file holds is taken to stay as it is during a run, and may be
/// read several times, by several threads at once.
class Files {
 public:
  virtual ~Files() = default;

  /// Whether there is a file of this path; a folder is none.
  virtual bool exists(const std::string& path) const = 0;
  /// Opens a file to be read, as bytes from its beginning. Throws Error, naming where was looked,
  /// where there is none. The stream may be read to its end without the others knowing; it can go
  /// back to its beginning.
  virtual std::unique_ptr<std::istream> open(const std::string& path) const = 0;
  /// What to say where there is no such file: where was looked, and what to do.
  virtual std::string not_found(const std::string& path) const;
  /// The files below a folder, as paths that `open` takes, in no order; none where there is no such
  /// folder.
  virtual std::vector<std::string> list(const std::string& folder,
                                        const FolderQuery& query) const = 0;

  /// The whole file as bytes.
  std::string read(const std::string& path) const;
  /// The whole file as text; an empty `encoding` is the one for all files. Throws Error with the
  /// place of bytes that are not of the encoding.
  std::string read_text(const std::string& path, std::string_view encoding = {}) const;

  const Encodings& encodings() const { return encodings_; }
  /// To be said before the first file is read: checksums depend on it.
  void use(Encodings encodings) { encodings_ = std::move(encodings); }

 private:
  Encodings encodings_;
};

/// A path beside a file: `db/a.xml` and `sql/b.sql` make `db/sql/b.sql`. It is not normalized:
/// `../` stays in it.
std::string sibling_path(std::string_view file, std::string_view relative);

/// The path as the history table keeps it: forward slashes, no `classpath:`, no drive letter, no
/// leading slash, `.` and `..` resolved. `..` that lead out of the beginning stay in front.
std::string normalized_path(std::string_view path);

}  // namespace ebbtide
