// How long it takes to read a changelog of many files, or the parsing library alone to read the
// same files. It is done once, as a command does it: what the process meets for the first time is
// part of it. Usage: bench_load FOLDER xml|yaml|json ebbtide|library

#include <yaml-cpp/yaml.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "formats/load.h"
#include "formats/search_path.h"

namespace {

using Clock = std::chrono::steady_clock;

/// What was read, so that it can be seen that it was, and how long that took.
struct Reading {
  std::size_t items;
  Clock::duration time;
};

std::string read(const std::filesystem::path& path) {
  std::string text(std::filesystem::file_size(path), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

std::size_t parse(std::string text, const std::string& kind) {
  if (kind == "json") return nlohmann::json::parse(text).size();
  if (kind == "yaml") return YAML::Load(text).size();
  pugi::xml_document document;
  document.load_buffer_inplace(text.data(), text.size());
  return static_cast<std::size_t>(std::distance(document.begin(), document.end()));
}

/// The parsing library reads each file and forgets it again.
Reading read_with_library(const std::string& folder, const std::string& kind) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == "." + kind) files.push_back(entry.path());
  }
  std::size_t items = 0;
  const auto begin = Clock::now();
  for (const std::filesystem::path& file : files) items += parse(read(file), kind);
  return {items, Clock::now() - begin};
}

Reading read_with_ebbtide(const std::string& folder, const std::string& kind) {
  const auto begin = Clock::now();
  const ebbtide::SearchPath files({{folder}});
  const ebbtide::Changelog changelog =
      ebbtide::load_changelog("root." + kind, files, ebbtide::Properties({"postgresql", {}, ""}));
  return {changelog.change_sets.size(), Clock::now() - begin};
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() != 3) {
    std::cerr << "Usage: bench_load FOLDER xml|yaml|json ebbtide|library\n";
    return 2;
  }
  const Reading reading = arguments[2] == "library" ? read_with_library(arguments[0], arguments[1])
                                                    : read_with_ebbtide(arguments[0], arguments[1]);
  if (reading.items == 0) return 1;
  std::cout << std::chrono::duration<double, std::milli>(reading.time).count() << "\n";
  return 0;
}
