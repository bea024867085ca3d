// Cells are read line by line, since a quoted cell may hold line ends, and the place of a record is
// that of its first line. A quote that does not stand first in its cell is a letter, `5"` too; one
// that closes a cell may be followed by more text. A record that ends within quotes is an error at
// its first line: at the end of the file nobody would find the quote.
#include "text/csv.h"

#include "text/error.h"

namespace ebbtide {
namespace {

/// A line without its end, which is LF, CRLF or CR; false at the end of the input.
bool read_line(std::istream& input, std::string& line) {
  line.clear();
  std::streambuf& letters = *input.rdbuf();
  constexpr int end = std::char_traits<char>::eof();
  int letter = letters.sbumpc();
  if (letter == end) return false;
  for (; letter != end && letter != '\n' && letter != '\r'; letter = letters.sbumpc())
    line += static_cast<char>(letter);
  if (letter == '\r' && letters.sgetc() == '\n') letters.sbumpc();
  return true;
}

}  // namespace

std::optional<std::vector<std::string>> CsvReader::next() {
  std::vector<std::string> cells(1);
  std::string line;
  if (!read_line(input_, line)) return std::nullopt;
  record_line_ = next_line_++;
  bool quoted = false;
  for (;;) {
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
    if (!read_line(input_, line)) {
      throw Error("a quoted cell that begins here is not closed", {file_, record_line_, 0});
    }
    ++next_line_;
    cells.back() += '\n';
  }
}

}  // namespace ebbtide
