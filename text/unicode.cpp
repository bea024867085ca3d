// Bytes become UTF-8 here, as Java would read them. Checksums are made of the result, so that it
// counts what stands for bytes without a meaning, and how often:
//
//   input                    UTF-8 as Java decodes it
//   e2 82 41                 U+FFFD A               a sequence cut short is one letter
//   ed a0 80                 U+FFFD                 a surrogate is one, of three bytes
//   f5, c0, 80               U+FFFD each            what can begin nothing
//   f0 80                    U+FFFD U+FFFD          a second byte that cannot follow the first
//
// malformed_size is that table. In other encodings each byte without a meaning is one letter.
//
// A byte order mark says more than whoever names an encoding. The longer marks come first in the
// table, since FF FE begins that of UTF-32 as well as that of UTF-16. Java's UTF-16 without a mark
// is big endian, and writes a mark in front.
//
// Names of encodings are iconv's and Java's, which differ in `x-` and in dashes: x-windows-874 is
// tried as it stands, then as windows-874.
//
// Most files are ASCII. Eight bytes at a time are looked at for a set high bit, and only from there
// on letter by letter.
#include "text/unicode.h"

#include <iconv.h>
#include <utf8proc.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Where the ASCII that begins at `at` ends. Eight bytes at a time: most files are nothing else.
std::size_t end_of_ascii(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::uint64_t word = 0;
  while (at + sizeof word <= bytes.size()) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & high_bits) != 0) break;
    at += sizeof word;
  }
  while (at < bytes.size() && (bytes[at] & 0x80) == 0) ++at;
  return at;
}

bool is_ascii(std::string_view bytes) { return end_of_ascii(bytes, 0) == bytes.size(); }

/// How many bytes the letter takes that begins with this byte.
std::size_t letter_size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

/// A name of Java's as iconv spells it: without `x-`, with dashes.
std::string iconv_name(std::string_view name) {
  if (starts_with_ignoring_case(name, "x-")) name.remove_prefix(2);
  return replace_all(name, "_", "-");
}

/// What iconv_open answers to names that it does not know.
bool is_none(iconv_t handle) {
  return handle == reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr): by POSIX
}

iconv_t open_conversion(const std::string& to, const std::string& from) {
  const iconv_t handle = iconv_open(to.c_str(), from.c_str());
  if (!is_none(handle)) return handle;
  return iconv_open(iconv_name(to).c_str(), iconv_name(from).c_str());
}

/// One conversion by iconv, closed again at the end of its life.
class IconvConversion {
 public:
  IconvConversion(const std::string& to, const std::string& from, std::string_view named)
      : handle_(open_conversion(to, from)) {
    if (is_none(handle_)) {
      throw Error("unknown encoding '" + std::string(named) +
                  "'; use a name such as UTF-8, UTF-16, ISO-8859-1 or windows-1252");
    }
  }
  ~IconvConversion() { iconv_close(handle_); }
  IconvConversion(const IconvConversion&) = delete;
  IconvConversion& operator=(const IconvConversion&) = delete;

  /// `bad`, where given, is told where in the result each substitute stands.
  std::string run(std::string_view input, std::string_view substitute,
                  std::size_t (*skip)(std::string_view), std::vector<std::size_t>* bad = nullptr) {
    std::string out;
    char* from = const_cast<char*>(input.data());
    std::size_t left = input.size();
    while (left > 0) {
      char buffer[4096];
      char* to = buffer;
      std::size_t room = sizeof buffer;
      const std::size_t result = iconv(handle_, &from, &left, &to, &room);
      out.append(buffer, sizeof buffer - room);
      if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
      if (bad != nullptr) bad->push_back(out.size());
      out += substitute;
      const std::size_t step = std::min(left, skip(std::string_view(from, left)));
      from += step;
      left -= step;
    }
    return out;
  }

 private:
  iconv_t handle_;
};

struct Mark {
  std::string_view bytes;
  std::string_view encoding;
};
constexpr Mark marks[] = {{"\xEF\xBB\xBF", "UTF-8"},
                          {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                          {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                          {"\xFF\xFE", "UTF-16LE"},
                          {"\xFE\xFF", "UTF-16BE"}};

/// How many bytes Java takes for one letter that is none.
std::size_t malformed_size(std::string_view bytes) {
  const auto byte = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned first = byte(0), second = byte(1);
  if (first >= 0xE0 && first <= 0xEF) {
    if ((first == 0xE0 && second < 0xA0) || !continues(1)) return 1;
    return first == 0xED && second >= 0xA0 && continues(2) ? 3 : 2;
  }
  if (first < 0xF0 || first > 0xF4 || !continues(1)) return 1;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90)) return 1;
  return continues(2) ? 3 : 2;
}

DecodedText decode_utf8(std::string bytes) {
  std::size_t bad = find_invalid_utf8(bytes);
  if (bad == std::string::npos) return {std::move(bytes)};
  DecodedText decoded;
  std::string_view rest = bytes;
  while (bad != std::string::npos) {
    decoded.text += rest.substr(0, bad);
    decoded.damaged.push_back(decoded.text.size());
    decoded.text += replacement;
    rest.remove_prefix(std::min(rest.size(), bad + malformed_size(rest.substr(bad))));
    bad = find_invalid_utf8(rest);
  }
  decoded.text += rest;
  return decoded;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
  for (std::size_t at = end_of_ascii(bytes, 0); at < bytes.size(); at = end_of_ascii(bytes, at)) {
    utf8proc_int32_t letter = 0;
    const auto size =
        utf8proc_iterate(data + at, static_cast<utf8proc_ssize_t>(bytes.size() - at), &letter);
    if (size < 1) return at;
    at += static_cast<std::size_t>(size);
  }
  return std::string_view::npos;
}

bool is_utf8(std::string_view bytes) { return find_invalid_utf8(bytes) == std::string_view::npos; }

std::string to_nfc(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  utf8proc_uint8_t* mapped = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                   static_cast<utf8proc_ssize_t>(utf8.size()), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, std::free);
  if (size < 0) return std::string(utf8);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

bool less_by_utf16(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto left = static_cast<unsigned char>(*x);
  const auto right = static_cast<unsigned char>(*y);
  // Letters beyond the basic plane begin with 0xF0 and up in UTF-8 but with a surrogate
  // (0xD800…) in UTF-16, so they come before those that begin with 0xEE and 0xEF.
  const bool left_beyond = left >= 0xF0;
  if (left_beyond != (right >= 0xF0) && std::min(left, right) >= 0xEE) return left_beyond;
  return left < right;
}

bool is_utf8_name(std::string_view encoding) {
  return encoding.empty() || equals_ignoring_case(encoding, "utf8") ||
         equals_ignoring_case(encoding, "utf-8");
}

DecodedText decode(std::string bytes, std::string_view encoding) {
  std::string_view body = bytes;
  std::string name(encoding);
  for (const Mark& mark : marks) {
    if (!body.starts_with(mark.bytes)) continue;
    body.remove_prefix(mark.bytes.size());
    name = mark.encoding;
    break;
  }
  if (is_utf8_name(name))
    return decode_utf8(body.size() == bytes.size() ? std::move(bytes) : std::string(body));
  if (equals_ignoring_case(name, "UTF-16")) name = "UTF-16BE";
  DecodedText decoded;
  decoded.text =
      IconvConversion("UTF-8", name, encoding)
          .run(
              body, replacement, [](std::string_view) { return std::size_t{1}; }, &decoded.damaged);
  return decoded;
}

std::string to_utf8(std::string bytes, std::string_view encoding) {
  return decode(std::move(bytes), encoding).text;
}

class Encoder::Conversion : public IconvConversion {
 public:
  using IconvConversion::IconvConversion;
};

Encoder::Encoder(std::string_view encoding) {
  if (is_utf8_name(encoding)) return;
  begins_with_mark_ = equals_ignoring_case(encoding, "UTF-16");
  const std::string name(begins_with_mark_ ? "UTF-16BE" : encoding);
  conversion_ = std::make_unique<Conversion>(name, "UTF-8", encoding);
}

Encoder::~Encoder() = default;

std::string Encoder::encode(std::string_view utf8) {
  if (conversion_ == nullptr) return std::string(utf8);
  const std::string mark = std::exchange(begins_with_mark_, false) ? "\xFE\xFF" : "";
  return mark + conversion_->run(utf8, "?",
                                 [](std::string_view rest) { return letter_size(rest.front()); });
}

std::string from_utf8(std::string_view utf8, std::string_view encoding) {
  return Encoder(encoding).encode(utf8);
}

std::size_t utf16_length(std::string_view utf8) {
  return static_cast<std::size_t>(
             std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; })) +
         static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
           return static_cast<unsigned char>(c) >= 0xF0;
         }));
}

std::string_view utf16_prefix(std::string_view utf8, std::size_t units) {
  std::size_t at = 0;
  while (at < utf8.size()) {
    const std::size_t size = letter_size(utf8[at]);
    const std::size_t cost = size == 4 ? 2 : 1;
    if (cost > units) break;
    units -= cost;
    at += size;
  }
  return utf8.substr(0, at);
}

std::string upper_utf8(std::string_view utf8) {
  constexpr utf8proc_int32_t sharp_s = 0xDF;
  std::string out;
  while (!utf8.empty()) {
    utf8proc_int32_t letter = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                       static_cast<utf8proc_ssize_t>(utf8.size()), &letter);
    if (size <= 0) {  // no UTF-8: the byte stays
      out += utf8.front();
      utf8.remove_prefix(1);
      continue;
    }
    utf8.remove_prefix(static_cast<std::size_t>(size));
    if (letter == sharp_s) {
      out += "SS";
    } else {
      append_utf8(out, static_cast<char32_t>(utf8proc_toupper(letter)));
    }
  }
  return out;
}

void append_utf8(std::string& out, char32_t letter) {
  utf8proc_uint8_t buffer[4];
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(letter), buffer);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
}

}  // namespace ebbtide
