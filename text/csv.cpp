// Cells are read line by line, since a quoted cell may hold line ends, and the place of a record is
// that of its first line. A quote that does not stand first in its cell is a letter, `5"` too; one
// that closes a cell may be followed by more text. A record that ends within quotes is an error at
// its first line: at the end of the file nobody would find the quote.
#include "text/csv.h"

#include <string_view>
#include <utility>

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

/// A record as far as its lines have been taken.
class Record {
 public:
  Record(char separator, char quote) : separator_(separator), quote_(quote) {}

  void take(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      const char c = line[at];
      const bool is_quote = quote_ != '\0' && c == quote_;
      if (is_quote && is_quoted_ && line.substr(at + 1).starts_with(quote_)) {
        cells_.back() += line[++at];
      } else if (is_quote && (is_quoted_ || cells_.back().empty())) {
        is_quoted_ = !is_quoted_;
      } else if (c == separator_ && !is_quoted_) {
        cells_.emplace_back();
      } else {
        cells_.back() += c;
      }
    }
  }
  /// The line ended inside a quoted cell: it goes on in the next.
  bool goes_on() const { return is_quoted_; }
  void take_line_end() { cells_.back() += '\n'; }
  std::vector<std::string> finish() { return std::move(cells_); }

 private:
  char separator_, quote_;
  bool is_quoted_ = false;
  std::vector<std::string> cells_ = std::vector<std::string>(1);
};

}  // namespace

std::optional<std::vector<std::string>> CsvReader::next() {
  std::string line;
  if (!read_line(input_, line)) return std::nullopt;
  record_line_ = next_line_++;
  Record record(separator_, quote_);
  for (;;) {
    record.take(line);
    if (!record.goes_on()) return record.finish();
    if (!read_line(input_, line)) {
      throw Error("a quoted cell that begins here is not closed", {file_, record_line_, 0});
    }
    ++next_line_;
    record.take_line_end();
  }
}

}  // namespace ebbtide
