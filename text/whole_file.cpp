#include "text/whole_file.h"

#include <fstream>
#include <iterator>

namespace ebbtide {

std::optional<std::string> read_whole_file(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  if (!input) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

}  // namespace ebbtide
