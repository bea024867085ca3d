// A NUL ends a text for the client libraries, so that `drop table t; -- \0` and what follows it
// would be cut where nobody sees it. It comes into a text as a byte of a file or by an escape of
// the format: `\0`, `\x00`, `\u0000`, `\U00000000`. XML has no way to write it. The node says only
// where it begins; the first such spelling behind that is taken for the place.
#include "changelog/nul.h"

#include <array>

#include "text/nul.h"

namespace ebbtide {
namespace {

/// Where in the file the NUL of a text stands that begins at `from`.
std::size_t written_nul(std::string_view file, std::size_t from) {
  constexpr auto spellings = std::to_array<std::string_view>(
      {std::string_view("\0", 1), "\\0", "\\u0000", "\\x00", "\\U00000000"});
  std::size_t first = std::string_view::npos;
  for (const std::string_view spelling : spellings)
    first = std::min(first, file.find(spelling, from));
  return first == std::string_view::npos ? from : first;
}

}  // namespace

void find_nul(const Node& node, const Document& document, Problems& found) {
  if (found.size() >= most_problems) return;
  const std::size_t at = node.text ? node.text->find('\0') : std::string_view::npos;
  if (at != std::string_view::npos) {
    const std::size_t place = written_nul(document.source().text(), node.offset);
    found.push_back({document.source().position(place), nul_refusal(*node.text, at), {}});
  }
  for (const Node& child : node.children) find_nul(child, document, found);
}

std::optional<Problem> find_nul(std::istream& input, const std::string& file) {
  std::string line;
  for (int number = 1; std::getline(input, line); ++number) {
    const std::size_t at = line.find('\0');
    if (at == std::string::npos) continue;
    const Position column = Source(file, line).position(at);
    return Problem{{file, number, column.column}, nul_refusal(line, at), {}};
  }
  return std::nullopt;
}

}  // namespace ebbtide
