// A changelog that includes a folder gets a file there, whose name begins with a moment, so that
// files of several branches stay in the order they were written in and two people seldom choose the
// same one. Any other changelog gets the changeset itself.
//
// A changelog is replaced by a file beside it, so that nobody reads half of it; who may read it and
// where it lies stay as they were.
#include "operations/new_change_set.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "formats/parser.h"
#include "operations/write_file.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input) throw Error("cannot read the file '" + file.string() + "'; see who may read it");
  return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

/// The root that has the file; the first one where none has.
fs::path root_of(const std::vector<std::string>& roots, const std::string& file) {
  std::error_code error;
  const auto found = std::find_if(roots.begin(), roots.end(), [&](const std::string& root) {
    return fs::is_regular_file(fs::path(root) / file, error);
  });
  if (found != roots.end()) return *found;
  return roots.empty() ? "." : roots.front();
}

/// The changelogs of a folder by their names.
std::vector<std::string> changelogs_of(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file(error) && find_format(name) != nullptr) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string ending_of(const std::string& file) {
  return lower(find_format(file)->extension.substr(1));
}

/// The ending that most of the files have; of `changelog` where there are none.
std::string usual_ending(const std::vector<std::string>& files, const std::string& changelog) {
  std::map<std::string, int> counts;
  for (const std::string& file : files) ++counts[ending_of(file)];
  if (counts.empty()) return ending_of(changelog);
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

NewChangeSetReport file_in(const fs::path& root, std::string folder,
                           const NewChangeSetOptions& options) {
  if (!folder.ends_with('/')) folder += '/';
  const std::vector<std::string> files = changelogs_of(root / folder);
  const std::string ending = usual_ending(files, options.changelog);
  const std::string name = options.file_name + "." + ending;
  NewChangeSetReport report{(root / (folder + name)).lexically_normal().string(),
                            fs::path(folder + name).lexically_normal().string(),
                            true,
                            {}};
  write_new_file(report.file, changelog_with(options.change_set, ending));
  std::copy_if(files.begin(), files.end(), std::back_inserter(report.runs_before),
               [&](const std::string& other) { return other > name; });
  return report;
}

/// `name = Ann Lee` of the section [user] of a file of git's; nothing where it is not there.
std::string name_in(const fs::path& file) {
  std::ifstream input(file);
  bool is_user = false;
  for (std::string line; std::getline(input, line);) {
    const std::string text(trim(line));
    if (text.starts_with('[')) is_user = equals_ignoring_case(text, "[user]");
    const std::size_t equals = text.find('=');
    if (!is_user || equals == std::string::npos) continue;
    if (!equals_ignoring_case(trim(text.substr(0, equals)), "name")) continue;
    return replace_all(std::string(trim(text.substr(equals + 1))), "\"", "");
  }
  return "";
}

/// The configuration of the repository that the folder is in; an empty path where it is in none.
fs::path repository_config(const std::string& folder) {
  std::error_code error;
  for (fs::path at = fs::absolute(folder.empty() ? "." : folder, error);; at = at.parent_path()) {
    if (fs::is_regular_file(at / ".git" / "config", error)) return at / ".git" / "config";
    if (at == at.parent_path()) return {};
  }
}

}  // namespace

NewChangeSetReport add_change_set(const NewChangeSetOptions& options) {
  if (find_format(options.changelog) == nullptr)
    throw Error("the name of the changelog '" + options.changelog +
                "' tells no format; it ends with " + known_extensions());
  const fs::path root = root_of(options.roots, options.changelog);
  const fs::path file = (root / options.changelog).lexically_normal();
  std::error_code error;
  if (!fs::exists(file, error)) {
    write_new_file(file.string(), changelog_with(options.change_set, ending_of(options.changelog)));
    return {file.string(), options.changelog, true, {}};
  }
  const std::string text = read(file);
  const std::string folder = included_folder(options.changelog, text);
  if (!folder.empty()) return file_in(root, folder, options);
  replace_file(file.string(), with_change_set(options.changelog, text, options.change_set));
  return {file.string(), options.changelog, false, {}};
}

std::string author_in(const std::string& folder,
                      const std::function<std::string(const std::string&)>& variable) {
  const std::string home = variable("HOME");
  std::vector<std::string> names{variable("GIT_AUTHOR_NAME")};
  for (const fs::path& file : {repository_config(folder), fs::path(home) / ".gitconfig",
                               fs::path(home) / ".config" / "git" / "config"}) {
    names.push_back(name_in(file));
  }
  names.push_back(variable("USER"));
  names.push_back(variable("LOGNAME"));
  for (const std::string& name : names) {
    std::string author = replace_all(slug(name), "-", ".");
    if (!author.empty()) return author;
  }
  return "unknown";
}

std::string slug(const std::string& text) {
  std::string made;
  for (const char c : lower(text)) {
    const bool stays = (static_cast<unsigned char>(c) & 0x80) != 0 || is_digit(c) ||
                       (c >= 'a' && c <= 'z') || c == '_';
    if (stays) made += c;
    if (!stays && !made.empty() && made.back() != '-') made += '-';
  }
  while (made.ends_with('-')) made.pop_back();
  return made;
}

}  // namespace ebbtide
