#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

/// Where the first byte stands that is not UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view bytes);

/// The UTF-8 text in Unicode's canonical composed form (NFC), as checksums are made of it. ASCII
/// comes back as it is, and so does what is no UTF-8.
std::string to_nfc(std::string_view utf8);

/// The order of Java's String.compareTo: by UTF-16 code unit. It differs from the order of bytes
/// above U+FFFF only: an emoji, which begins with a surrogate (D83D), comes before U+E000 to
/// U+FFFF. includeAll sorts files by it.
bool less_by_utf16(std::string_view a, std::string_view b);

/// Text that was bytes, as UTF-8, and where it has U+FFFD in place of bytes that mean nothing in
/// their encoding. Reading goes on past them, as in Java; whoever wants to know asks `damaged`.
struct DecodedText {
  std::string text;
  std::vector<std::size_t> damaged = {};  ///< offsets in the text, in order
};

/// Reads bytes in `encoding` (a name iconv or Java knows; empty means UTF-8), without a byte order
/// mark, which wins over `encoding`, as in Liquibase. As many letters stand for bytes without a
/// meaning as Java has for them. Throws Error for an unknown encoding.
DecodedText decode(std::string bytes, std::string_view encoding);

/// The text alone.
std::string to_utf8(std::string bytes, std::string_view encoding);

/// Text as bytes of an encoding, piece by piece; letters it lacks become `?`, as Java's getBytes
/// does. Pieces end at the end of a letter. UTF-16 has a mark before its first piece. Used by one
/// thread.
class Encoder {
 public:
  /// Throws Error for an unknown encoding.
  explicit Encoder(std::string_view encoding);
  ~Encoder();
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  /// The bytes of the next piece; the first one has the mark where the encoding begins with one.
  std::string encode(std::string_view utf8);

 private:
  class Conversion;
  std::unique_ptr<Conversion> conversion_;  ///< none where nothing is to be done
  bool begins_with_mark_ = false;
};

/// The same at once.
std::string from_utf8(std::string_view utf8, std::string_view encoding);

/// Whether the name is one of UTF-8's; so is an empty one.
bool is_utf8_name(std::string_view encoding);

/// The number of UTF-16 units of the text: what Java's String.length counts, and limits of
/// Liquibase's columns mean.
std::size_t utf16_length(std::string_view utf8);

/// The longest beginning of the text that has at most `units` UTF-16 units.
std::string_view utf16_prefix(std::string_view utf8, std::size_t units);

/// The text in upper-case letters of any script, as Java's String.toUpperCase has it: `ß` is `SS`.
/// Bytes that are no UTF-8 stay.
std::string upper_utf8(std::string_view utf8);

/// Puts a letter behind a text. A lone surrogate becomes three bytes that are no UTF-8.
void append_utf8(std::string& out, char32_t letter);

}  // namespace ebbtide
