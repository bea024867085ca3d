#pragma once

#include <string_view>

namespace ebbtide {

/// What the letters of a pattern mean, beside `*`, which stands for any letters.
struct WildcardRules {
  bool has_question_mark = true;  ///< `?` stands for one letter, else for itself
  bool in_any_case = false;
};

/// Whether the whole text is of a pattern. Takes no more than their sizes multiplied.
bool fits_wildcards(std::string_view text, std::string_view pattern, WildcardRules rules = {});

}  // namespace ebbtide
