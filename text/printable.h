#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// Whether a letter is not seen but changes what is: control characters of both ranges, letters
/// without width, those that turn the direction of text, and line ends beside `\n`. A terminal or
/// the log of a CI server may take it for a command, or show another text than there is.
bool is_unseen(char32_t letter);

/// A letter of UTF-8 text and how many bytes it takes, 1 to 4. Where the bytes are no UTF-8, it is
/// one byte, `code` is its value and `is_text` is false.
struct Letter {
  char32_t code;
  std::size_t size;
  bool is_text = true;
};
/// The letter at the beginning of a text that is not empty.
Letter first_letter(std::string_view text);

/// The text with every unseen letter, and every byte that is no UTF-8, spelled out: `\u001b`,
/// `\x9b`. Line ends and tabs stay as they are, but for CR, which is `\r`. Safe to be written to a
/// terminal; not to be read back.
std::string printable(std::string_view text);

/// The same on one line: line ends and tabs are spelled `\n`, `\r` and `\t`.
std::string printable_line(std::string_view text);

/// A statement on one line, line ends as blanks, and no more of it than `most` bytes with `…`
/// behind, as it fits into a message. Never cut within a letter.
std::string shortened(std::string_view sql, std::size_t most);

}  // namespace ebbtide
