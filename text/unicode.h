#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

/// Where the first byte stands that is not UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view bytes);

/// The UTF-8 text in Unicode's canonical composed form (NFC). ASCII comes back as it is.
std::string to_nfc(std::string_view utf8);

/// The order of Java's String.compareTo: by UTF-16 code unit.
bool less_by_utf16(std::string_view a, std::string_view b);

/// Bytes in `encoding` (a name iconv knows; empty means UTF-8) as UTF-8, without a byte order mark.
/// A byte order mark wins over `encoding`, as in Liquibase. Bytes that mean nothing in the encoding
/// become U+FFFD. Throws Error for an unknown encoding.
std::string to_utf8(std::string bytes, std::string_view encoding);

/// UTF-8 as bytes in `encoding`; letters it lacks become `?`, as Java's getBytes does.
std::string from_utf8(std::string_view utf8, std::string_view encoding);

/// The number of UTF-16 units of the text: what Java's String.length counts.
std::size_t utf16_length(std::string_view utf8);

/// The longest beginning of the text that has at most `units` UTF-16 units.
std::string_view utf16_prefix(std::string_view utf8, std::size_t units);

/// The text in upper-case letters of any script, as Java's String.toUpperCase has it.
std::string upper_utf8(std::string_view utf8);

void append_utf8(std::string& out, char32_t letter);

}  // namespace ebbtide
