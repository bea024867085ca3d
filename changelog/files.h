#pragma once

#include <istream>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// Which files of a folder to list.
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
/// to the search path.
class Files {
 public:
  virtual ~Files() = default;

  virtual bool exists(const std::string& path) const = 0;
  /// Opens a file to be read. Throws Error, naming where was looked, where there is none.
  virtual std::unique_ptr<std::istream> open(const std::string& path) const = 0;
  /// What to say where there is no such file: where was looked, and what to do.
  virtual std::string not_found(const std::string& path) const;
  /// The files below a folder, as paths that `open` takes, in no order.
  virtual std::vector<std::string> list(const std::string& folder,
                                        const FolderQuery& query) const = 0;

  /// The whole file as bytes.
  std::string read(const std::string& path) const;
  /// The whole file as text; an empty `encoding` is the one for all files. Throws Error with the
  /// place of bytes that are not of the encoding.
  std::string read_text(const std::string& path, std::string_view encoding = {}) const;

  const Encodings& encodings() const { return encodings_; }
  void use(Encodings encodings) { encodings_ = std::move(encodings); }

 private:
  Encodings encodings_;
};

/// A path beside a file: `db/a.xml` and `sql/b.sql` make `db/sql/b.sql`.
std::string sibling_path(std::string_view file, std::string_view relative);

/// The path as the history table keeps it: forward slashes, no `classpath:`, no drive letter, no
/// leading slash, `.` and `..` resolved.
std::string normalized_path(std::string_view path);

}  // namespace ebbtide
