#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// A pattern in the words of PCRE2 that matches what a pattern of Java's does.
struct TranslatedRegex {
  std::string pattern;
  bool unicode_classes = false;  ///< `(?U)`: `\w` and the like are Unicode's
};

/// Throws std::invalid_argument, with the letter in the pattern, for what Java refuses and for what
/// cannot be said in PCRE2: `\b{g}`, `\p{javaLowerCase}`, blocks such as `\p{InGreek}`, `\P{Lower}`
/// in a class. What PCRE2 itself refuses is found when the result is compiled.
TranslatedRegex translate_java_regex(std::string_view pattern);

}  // namespace ebbtide
