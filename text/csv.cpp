#include "text/csv.h"

#include "text/error.h"

namespace ebbtide {

std::optional<std::vector<std::string>> CsvReader::next() {
  std::vector<std::string> cells(1);
  std::string line;
  if (!std::getline(input_, line)) return std::nullopt;
  record_line_ = next_line_++;
  bool quoted = false;
  for (;;) {
    if (line.ends_with('\r')) line.pop_back();
    for (std::size_t at = 0; at < line.size(); ++at) {
      const char c = line[at];
      if (quote_ != '\0' && c == quote_) {
        const bool doubled = quoted && at + 1 < line.size() && line[at + 1] == quote_;
        if (doubled) {
          cells.back() += line[++at];
        } else if (quoted || cells.back().empty()) {
          quoted = !quoted;
        } else {
          cells.back() += c;
        }
      } else if (c == separator_ && !quoted) {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    if (!quoted) return cells;
    if (!std::getline(input_, line)) {
      throw Error("a quoted cell that begins here is not closed", {file_, record_line_, 0});
    }
    ++next_line_;
    cells.back() += '\n';
  }
}

}  // namespace ebbtide
