#include "operations/new_project.h"

#include <algorithm>
#include <filesystem>

#include "formats/skeleton.h"
#include "operations/write_file.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

/// A value of a properties file, where a backslash begins an escape.
std::string property_value(const std::string& value) {
  std::string text;
  for (const char c : value) text += c == '\\' ? "\\\\" : std::string(1, c);
  return text;
}

std::string properties_of(const NewProjectOptions& options) {
  std::string text =
      "# What every command needs; 'ebbtide help update' tells all options. Each can be given on "
      "the\n"
      "# command line or as an environment variable in its place, such as LIQUIBASE_COMMAND_URL.\n"
      "changeLogFile: " +
      property_value(options.changelog) + "\nurl: " + property_value(options.url) + "\n";
  text += options.username.empty() ? "# username: who connects\n"
                                   : "username: " + property_value(options.username) + "\n";
  text += options.password.empty()
              ? "# The password is better given as LIQUIBASE_COMMAND_PASSWORD.\n"
              : "password: " + property_value(options.password) + "\n";
  return text;
}

ProjectFile written(const fs::path& path, const std::string& text, bool is_private) {
  std::error_code error;
  if (fs::exists(path, error)) return {path.string(), false};
  write_new_file(path.string(), text, is_private);
  return {path.string(), true};
}

/// The files below a folder, by their paths in it.
std::vector<fs::path> files_of(const fs::path& folder, bool is_deep) {
  std::vector<fs::path> found;
  for (auto at = fs::recursive_directory_iterator(folder); at != fs::recursive_directory_iterator();
       ++at) {
    if (at->is_directory() && !is_deep) at.disable_recursion_pending();
    if (at->is_regular_file()) found.push_back(fs::relative(at->path(), folder));
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool lies_in(const fs::path& path, const fs::path& folder) {
  const fs::path relative = fs::weakly_canonical(path).lexically_relative(fs::canonical(folder));
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

NewProjectReport make_project(const NewProjectOptions& options) {
  const fs::path folder = options.folder.empty() ? "." : options.folder;
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder))
    throw Error("cannot make the folder '" + folder.string() + "': " + error.message());
  NewProjectReport report;
  report.folder = fs::canonical(folder).string();
  const fs::path in = report.folder;
  report.changelog = written(in / options.changelog, example_changelog(options.format), false);
  if (!options.defaults_file.empty())
    report.defaults_file =
        written(in / options.defaults_file, properties_of(options), !options.password.empty());
  return report;
}

std::vector<std::string> copy_project(const std::string& source, const std::string& target,
                                      bool is_deep) {
  std::error_code error;
  if (!fs::is_directory(source, error))
    throw Error("the source '" + source + "' is no folder; name one that has a project");
  if (is_deep && lies_in(target, source))
    throw Error("the target '" + target + "' lies in the source; name a folder beside it");
  const std::vector<fs::path> files = files_of(source, is_deep);
  if (files.empty()) throw Error("the source '" + source + "' has no files");
  for (const fs::path& file : files) {
    if (fs::exists(target / file, error))
      throw Error("the file '" + (target / file).string() +
                  "' is there already, so nothing was copied; name an empty folder");
  }
  std::vector<std::string> copied;
  for (const fs::path& file : files) {
    fs::create_directories((target / file).parent_path(), error);
    if (!fs::copy_file(source / file, target / file, fs::copy_options::none, error))
      throw Error("cannot copy '" + (source / file).string() + "' to '" + (target / file).string() +
                  "': " + error.message());
    copied.push_back(file.string());
  }
  return copied;
}

}  // namespace ebbtide
