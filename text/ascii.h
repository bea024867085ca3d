#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// Letters, blanks and lists in the ASCII range, independent of any locale: the names and keywords
/// of changelogs and SQL. Bytes above 127 are left as they are.

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// The bytes as lower-case hex digits, two for each.
std::string hex(std::string_view bytes);

/// What Java's `\w` matches: letters, digits and the underscore.
constexpr bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// A copy with the letters of ASCII in the other case; `ä` stays `ä`. For letters of any script
/// there is upper_utf8.
std::string lower(std::string_view text);
std::string upper(std::string_view text);

/// The text without the blanks at its ends (of is_space): a part of the given text, valid as long
/// as that one.
std::string_view trim(std::string_view text);
std::string_view trim_end(std::string_view text);

bool equals_ignoring_case(std::string_view a, std::string_view b);
bool starts_with_ignoring_case(std::string_view text, std::string_view start);
bool ends_with_ignoring_case(std::string_view text, std::string_view end);
/// Where `part` begins in `text`, at `from` or behind it; npos where it does not. An empty part is
/// found at `from`.
std::size_t find_ignoring_case(std::string_view text, std::string_view part, std::size_t from = 0);
bool contains(std::string_view text, std::string_view part);

/// Every `from` as `to`, from left to right; what was put in is not looked through again. An empty
/// `from` is nowhere.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

/// The parts between the separators, each as it stands, also empty ones: `a,,b` has three, an empty
/// text has one empty part. They are parts of the given text, valid as long as that one.
std::vector<std::string_view> split(std::string_view text, char separator);
/// The parts between commas, trimmed, empty ones left out: the form of every list in a changelog.
/// Brackets and quotes mean nothing: `a, f(b, c)` has three.
std::vector<std::string> split_list(std::string_view text);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// `1 changeset`, `2 changesets`.
std::string count_of(std::size_t count, std::string_view noun);

}  // namespace ebbtide
