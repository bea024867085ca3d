#include "text/wildcard.h"

#include "text/ascii.h"

namespace ebbtide {

// Behind a star that took too few letters it is tried again with one more.
bool fits_wildcards(std::string_view text, std::string_view pattern, WildcardRules rules) {
  const auto is_like = [&](char wanted, char letter) {
    if (rules.has_question_mark && wanted == '?') return true;
    return rules.in_any_case ? lower(wanted) == lower(letter) : wanted == letter;
  };
  std::size_t at = 0, in_pattern = 0, taken = 0;
  std::size_t star = std::string_view::npos;
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      taken = at;
    } else if (in_pattern < pattern.size() && is_like(pattern[in_pattern], text[at])) {
      ++at;
      ++in_pattern;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

}  // namespace ebbtide
