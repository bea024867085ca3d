// Whatever a changelog, a row or a server says may reach a terminal or the log of a CI server, and
// both obey letters nobody sees: ESC begins commands, U+202E turns the direction of the text behind
// it. Such letters are shown by their number, `\u001b`; a byte that is no UTF-8 as `\x9b`, which
// some terminals take for a command by itself. Sequences longer than needed, surrogates and letters
// beyond U+10FFFF are no UTF-8.
#include "text/printable.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "text/ascii.h"

namespace ebbtide {
namespace {

struct Range {
  char32_t first, last;
};
/// Beside the control characters: Unicode's format characters and its line separators.
constexpr std::array unseen{
    Range{0x7F, 0x9F},     Range{0xAD, 0xAD},       Range{0x61C, 0x61C},     Range{0x180E, 0x180E},
    Range{0x200B, 0x200F}, Range{0x2028, 0x202E},   Range{0x2060, 0x206F},   Range{0xFEFF, 0xFEFF},
    Range{0xFFF9, 0xFFFB}, Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE007F},
};

void spell(std::string& out, const Letter& letter) {
  std::array<char, 16> text{};
  const char* const form = !letter.is_text        ? "\\x%02x"
                           : letter.code > 0xFFFF ? "\\U%08x"
                                                  : "\\u%04x";
  std::snprintf(text.data(), text.size(), form, static_cast<unsigned>(letter.code));
  out += text.data();
}

/// The way a blank letter that ends or moves a line is spelled; empty for all others.
std::string_view blank_spelling(char32_t letter) {
  switch (letter) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return "";
  }
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string spelled(std::string_view text, bool on_one_line) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    const bool stays = !on_one_line && (letter.code == '\n' || letter.code == '\t');
    if (const auto blank = blank_spelling(letter.code); !blank.empty() && !stays) {
      out += blank;
    } else if (stays || (letter.is_text && !is_unseen(letter.code))) {
      out += text.substr(0, letter.size);
    } else {
      spell(out, letter);
    }
    text.remove_prefix(letter.size);
  }
  return out;
}

}  // namespace

bool is_unseen(char32_t letter) {
  if (letter < 0x20) return true;
  return std::any_of(unseen.begin(), unseen.end(), [&](const Range& range) {
    return letter >= range.first && letter <= range.last;
  });
}

Letter first_letter(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const Letter none{first, 1, false};
  if (first < 0x80) return {first, 1};
  if (first < 0xC2 || first > 0xF4) return none;
  const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (text.size() < size) return none;
  char32_t code = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return none;
    code = code << 6 | (byte(i) & 0x3F);
  }
  constexpr auto least = std::to_array<char32_t>({0, 0, 0x80, 0x800, 0x10000});
  const bool is_text = code >= least[size] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return is_text ? Letter{code, size} : none;
}

std::string printable(std::string_view text) { return spelled(text, false); }

std::string printable_line(std::string_view text) { return spelled(text, true); }

std::string shortened(std::string_view sql, std::size_t most) {
  std::string line = replace_all(replace_all(trim(sql), "\r", ""), "\n", " ");
  if (line.size() <= most) return line;
  while (most > 0 && (static_cast<unsigned char>(line[most]) & 0xC0) == 0x80) --most;
  return line.substr(0, most) + "…";
}

}  // namespace ebbtide
