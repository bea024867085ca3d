#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "text/ascii.h"
#include "text/error.h"
#include "text/text.h"

namespace ebbtide::census {

constexpr std::string_view dialects[] = {"postgresql", "mysql", "mariadb", "sqlite"};

/// A text that the readers are asked about.
struct Material {
  std::string name;  ///< a file, or a tricky text itself
  std::string text;
  Text delimiter = {};
  std::vector<std::string_view> on = {std::begin(dialects), std::end(dialects)};
  bool is_tricky = false;  ///< written for this: answers are kept whole
};

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

/// A file whose name says a dialect is for this one.
inline Material material_of(const std::filesystem::path& file) {
  Material material{file.string(), content_of(file)};
  const std::string name = file.filename().string();
  for (const std::string_view dialect : dialects) {
    if (contains(name, dialect)) material.on = {dialect};
  }
  return material;
}

inline void append_files(std::vector<Material>& found, const std::filesystem::path& folder,
                         std::string_view extension) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const bool fits = extension.empty() || entry.path().extension() == extension;
    if (entry.is_regular_file() && fits) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) found.push_back(material_of(file));
}

/// `delimiter | text`, a line each; `\n`, `\t`, `\r`, `\0` and `\\` are what they stand for.
inline std::vector<Material> tricky_texts(const std::filesystem::path& file) {
  std::vector<Material> found;
  std::ifstream lines(file);
  if (!lines) throw Error("cannot read " + file.string());
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    const std::size_t bar = line.find(" | ");
    if (bar == std::string::npos) throw Error("no delimiter in front: " + line);
    Material material{line, "", {}};
    for (std::size_t at = bar + 3; at < line.size(); ++at) {
      constexpr std::string_view spelled = "ntr0\\", meant("\n\t\r\0\\", 5);
      const bool is_escape = line[at] == '\\' && at + 1 < line.size();
      const std::size_t which = is_escape ? spelled.find(line[at + 1]) : std::string_view::npos;
      material.text += which == std::string_view::npos ? line[at] : meant[which];
      if (which != std::string_view::npos) ++at;
    }
    if (line.substr(0, bar) != ";") material.delimiter = line.substr(0, bar);
    material.is_tricky = true;
    found.push_back(std::move(material));
  }
  return found;
}

/// What this project itself keeps.
inline std::vector<Material> own_material(const std::filesystem::path& tests) {
  std::vector<Material> found = tricky_texts(tests / "census/tricky.txt");
  append_files(found, tests / "conformance", ".sql");
  append_files(found, tests / "golden", ".sql");
  append_files(found, tests / "fuzz/corpus/split", "");
  append_files(found, tests / "fuzz/corpus/sql", "");
  return found;
}

}  // namespace ebbtide::census
