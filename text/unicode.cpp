#include "text/unicode.h"

#include <iconv.h>
#include <utf8proc.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

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

/// One conversion by iconv, closed again at the end of its life.
class Conversion {
 public:
  Conversion(const std::string& to, const std::string& from, std::string_view named)
      : handle_(iconv_open(to.c_str(), from.c_str())) {
    if (handle_ == reinterpret_cast<iconv_t>(-1)) {
      throw Error("unknown encoding '" + std::string(named) +
                  "'; use a name such as UTF-8, UTF-16, ISO-8859-1 or windows-1252");
    }
  }
  ~Conversion() { iconv_close(handle_); }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  std::string run(std::string_view input, std::string_view substitute,
                  std::size_t (*skip)(std::string_view)) {
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

std::string repair_utf8(std::string bytes) {
  if (is_utf8(bytes)) return bytes;
  return Conversion("UTF-8", "UTF-8", "UTF-8").run(bytes, replacement, [](std::string_view) {
    return std::size_t{1};
  });
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
  return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
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

std::string to_utf8(std::string bytes, std::string_view encoding) {
  std::string_view body = bytes;
  std::string name(encoding.empty() ? "UTF-8" : encoding);
  for (const Mark& mark : marks) {
    if (!body.starts_with(mark.bytes)) continue;
    body.remove_prefix(mark.bytes.size());
    name = mark.encoding;
    break;
  }
  if (equals_ignoring_case(name, "utf8") || equals_ignoring_case(name, "utf-8")) {
    return repair_utf8(body.size() == bytes.size() ? std::move(bytes) : std::string(body));
  }
  if (equals_ignoring_case(name, "UTF-16")) name = "UTF-16BE";
  return Conversion("UTF-8", name, encoding).run(body, replacement, [](std::string_view) {
    return std::size_t{1};
  });
}

std::string from_utf8(std::string_view utf8, std::string_view encoding) {
  if (encoding.empty() || equals_ignoring_case(encoding, "utf8") ||
      equals_ignoring_case(encoding, "utf-8")) {
    return std::string(utf8);
  }
  return Conversion(std::string(encoding), "UTF-8", encoding)
      .run(utf8, "?", [](std::string_view rest) { return letter_size(rest.front()); });
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
