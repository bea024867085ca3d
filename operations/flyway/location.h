#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ebbtide {

/// A file that was found in a location.
struct FoundFile {
  std::string path;    ///< absolute
  std::string shown;   ///< as messages name it: with the location as it was given
  std::string script;  ///< within the location
};

/// A folder with scripts, `filesystem:db/migration`; `*`, `?` and `**/` stand for any letters of a
/// name, one letter and any folders.
class Location {
 public:
  /// Throws Failure for a prefix that is not known. Nothing where it names a class path: there are
  /// no classes here.
  static std::optional<Location> parse(const std::string& text);

  /// As messages name it: without `filesystem:`.
  const std::string& text() const { return text_; }
  /// The folder that all of it is below.
  std::string root() const;
  /// Whether all that is found in the other one is found here.
  bool includes(const Location& other) const;
  /// The files in it by name; hidden ones are left out. Nothing where there is no such folder.
  std::optional<std::vector<FoundFile>> files(const std::string& working_directory) const;

 private:
  std::string text_;                  ///< without its prefix
  std::vector<std::string> pattern_;  ///< the names of its path, where it has wildcards
};

}  // namespace ebbtide
