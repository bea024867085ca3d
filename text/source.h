#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"

namespace ebbtide {

/// The text of one file and the way from an offset in it to a line and a column.
class Source {
 public:
  Source(std::string file, std::string text);

  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }
  /// The place of the byte at `offset`; columns count letters, not bytes.
  Position position(std::size_t offset) const;
  /// Line `number` (from 1) without its end; nothing past the last.
  std::string_view line(int number) const;

 private:
  std::string file_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

}  // namespace ebbtide
