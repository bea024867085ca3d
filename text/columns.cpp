// Widths are those of utf8proc, which has them from Unicode: what terminals go by as well, but for
// letters that are put together from several, such as flags, where each terminal does as it likes.
#include "text/columns.h"

#include <utf8proc.h>

#include <algorithm>

#include "text/ascii.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

/// What stands at the beginning of a text, as it is shown.
struct Piece {
  std::size_t size;     ///< in bytes
  std::size_t columns;  ///< on the screen
};

/// A letter, or a command of colour.
Piece first_piece(std::string_view text) {
  if (text.starts_with("\x1b[")) {
    const std::size_t end = text.find('m');
    return {end == std::string_view::npos ? text.size() : end + 1, 0};
  }
  const Letter letter = first_letter(text);
  if (!letter.is_text) return {letter.size, 1};
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(letter.code));
  return {letter.size, static_cast<std::size_t>(std::max(width, 0))};
}

/// The bytes of the longest beginning that fits.
std::size_t fitting(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  for (std::size_t taken = 0; at < text.size();) {
    const Piece piece = first_piece(text.substr(at));
    taken += piece.columns;
    if (taken > columns) break;
    at += piece.size;
  }
  return at;
}

/// Where to break a text that does not fit: behind the last blank within `fits`, else there.
std::size_t break_of(std::string_view text, std::size_t fits) {
  if (fits < text.size() && text[fits] == ' ') return fits;
  const std::size_t blank = text.substr(0, fits).find_last_of(' ');
  const std::size_t begin = text.find_first_not_of(' ');
  if (blank != std::string_view::npos && begin < blank) return blank;
  return std::max(fits, first_piece(text).size);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Piece piece = first_piece(text);
    columns += piece.columns;
    text.remove_prefix(piece.size);
  }
  return columns;
}

std::string cut_to_columns(std::string_view text, std::size_t columns) {
  if (columns == 0) return "";
  if (columns_of(text) <= columns) return std::string(text);
  return std::string(text.substr(0, fitting(text, columns - 1))) + "…";
}

std::string cut_in_middle(std::string_view text, std::size_t columns) {
  const std::size_t all = columns_of(text);
  if (all <= columns) return std::string(text);
  if (columns < 5) return cut_to_columns(text, columns);
  const std::size_t before = (columns - 1) / 3;
  const std::size_t behind = columns - 1 - before;
  std::string_view rest = text;
  while (columns_of(rest) > behind) rest.remove_prefix(first_piece(rest).size);
  return std::string(text.substr(0, fitting(text, before))) + "…" + std::string(rest);
}

std::string folded(std::string_view line, std::size_t columns, std::size_t indent) {
  if (columns == 0 || columns_of(line) <= columns) return std::string(line);
  indent = std::min(indent, columns / 2);
  std::string out;
  std::size_t room = columns;
  while (columns_of(line) > room) {
    const std::size_t end = break_of(line, fitting(line, room));
    out += trim_end(line.substr(0, end));
    line.remove_prefix(std::min(line.find_first_not_of(' ', end), line.size()));
    if (line.empty()) return out;
    out += "\n" + std::string(indent, ' ');
    room = columns - indent;
  }
  return out += line;
}

}  // namespace ebbtide
