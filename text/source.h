#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "text/unicode.h"

namespace ebbtide {

/// The text of one file and the way from an offset in it to a line and a column. Owns the text,
/// which is UTF-8 with lines that end in LF; `line` gives a part of it, without blanks at its end.
/// Read-only once made. Takes texts up to 4 GB.
class Source {
 public:
  Source(std::string file, std::string text);

  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }
  /// The place of the byte at `offset`; columns count letters, not bytes. One past the end is the
  /// end.
  Position position(std::size_t offset) const;
  /// Line `number` (from 1) without its end; nothing past the last.
  std::string_view line(int number) const;

 private:
  std::string file_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  /// For text with very long lines: the letters before each block, so that thousands of places on
  /// one line do not cost thousands of walks along it.
  std::vector<std::uint32_t> letters_before_;

  void count_letters();
  std::size_t letters_between(std::size_t begin, std::size_t end) const;
};

/// How the encoding of a file is named that does not tell its own.
constexpr std::string_view naming_an_encoding =
    "with --file-encoding or the attribute encoding, such as windows-1252";

/// What to say of bytes that mean nothing in an encoding, an empty one being UTF-8; `how` says how
/// another one can be named (naming_an_encoding), empty where none can be.
std::string describe_damage(std::string_view encoding, std::string_view how);

/// The text where all of its bytes had a meaning. Throws Error with the place of the first that had
/// none.
std::string require_undamaged(const std::string& file, DecodedText decoded,
                              std::string_view encoding, std::string_view how);

}  // namespace ebbtide
