#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// A pattern in the words of PCRE2 that matches what a pattern of Java's does.
struct TranslatedRegex {
  std::string pattern;
  bool unicode_classes = false;  ///< `(?U)`: `\w` and the like are Unicode's
};

/// Throws std::invalid_argument for what Java refuses and for what cannot be said in PCRE2.
TranslatedRegex translate_java_regex(std::string_view pattern);

}  // namespace ebbtide
