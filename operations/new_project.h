#pragma once

#include <string>
#include <vector>

namespace ebbtide {

/// What the files of a new project say.
struct NewProjectOptions {
  std::string folder;         ///< made where it is not there
  std::string changelog;      ///< in the folder, with its ending
  std::string format;         ///< of the changelog: one of written_formats
  std::string defaults_file;  ///< in the folder; none is written where it is empty
  std::string url;
  std::string username = {};
  std::string password = {};  ///< where there is one, only the owner may read the file
};

/// A file of a project: written, or left as it was since it was there.
struct ProjectFile {
  std::string path;
  bool is_new;
};

/// What is there now.
struct NewProjectReport {
  std::string folder;  ///< in full
  ProjectFile changelog;
  ProjectFile defaults_file;  ///< an empty path where none was wanted
};

/// Writes a changelog that can be run, and a properties file that names it. A file that is there is
/// never touched. Throws Error where one cannot be written.
NewProjectReport make_project(const NewProjectOptions& options);

/// Copies the files of a folder into another one, with those of its folders where `is_deep`.
/// Returns their paths below it, in order. Nothing is copied where one of them is there already:
/// throws Error then, and where the source is no folder or one cannot be copied.
std::vector<std::string> copy_project(const std::string& source, const std::string& target,
                                      bool is_deep);

}  // namespace ebbtide
