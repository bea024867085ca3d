#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

namespace ebbtide {

/// Reads comma-separated values as RFC 4180 has them: a quoted cell may hold separators, line ends
/// and doubled quotes. A record ends with LF, CRLF or CR; line ends in a quoted cell become LF. A
/// quote within a cell that does not begin with one is a letter. Cells are not trimmed, and records
/// may have any number of them. Borrows the stream, and reads no further than the record that was
/// asked for.
class CsvReader {
 public:
  /// `quote` may be '\0' for none; `file` is what errors call the input.
  CsvReader(std::istream& input, char separator, char quote, std::string file = {})
      : input_(input), separator_(separator), quote_(quote), file_(std::move(file)) {}

  /// The cells of the next record; nothing at the end. An empty line is one empty cell. Throws
  /// Error, at the line the record begins on, where the input ends within a quoted cell.
  std::optional<std::vector<std::string>> next();
  /// The line on which the record that was read last begins, from 1.
  int line() const { return record_line_; }

 private:
  std::istream& input_;
  char separator_;
  char quote_;
  std::string file_;
  int next_line_ = 1;
  int record_line_ = 0;
};

}  // namespace ebbtide
