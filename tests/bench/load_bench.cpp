// How long it takes to read a changelog of many files, beside the parsing library alone on the same
// bytes. Usage: bench_load FOLDER xml|yaml|json

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>

#include "formats/load.h"
#include "formats/search_path.h"

namespace {

constexpr int rounds = 5;

std::vector<std::string> read_parts(const std::string& folder, const std::string& kind) {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != "." + kind) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    texts.push_back(text.str());
  }
  return texts;
}

std::size_t parse_alone(const std::vector<std::string>& texts, const std::string& kind) {
  std::size_t size = 0;
  for (const std::string& text : texts) {
    if (kind == "xml") {
      pugi::xml_document document;
      document.load_buffer(text.data(), text.size());
      size += static_cast<std::size_t>(std::distance(document.begin(), document.end()));
    } else if (kind == "json") {
      size += nlohmann::json::parse(text).size();
    } else {
      size += YAML::Load(text).size();
    }
  }
  return size;
}

double median_of(const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  std::sort(times.begin(), times.end());
  return times[rounds / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "Usage: bench_load FOLDER xml|yaml|json\n";
    return 2;
  }
  const std::string folder = argv[1];
  const std::string kind = argv[2];
  const std::vector<std::string> texts = read_parts(folder, kind);
  std::size_t parsed = 0;
  std::size_t loaded = 0;
  const double alone = median_of([&] { parsed = parse_alone(texts, kind); });
  const double whole = median_of([&] {
    const ebbtide::SearchPath files({{folder}});
    loaded =
        ebbtide::load_changelog("root." + kind, files, ebbtide::Properties({"postgresql", {}, ""}))
            .change_sets.size();
  });
  if (parsed == 0 || loaded == 0) return 1;
  std::cout << std::fixed << std::setprecision(1) << "load " << loaded << " changesets of " << kind
            << ": " << whole << " ms; the parsing library alone: " << alone
            << " ms; ratio: " << std::setprecision(2) << whole / alone << "\n";
  return 0;
}
