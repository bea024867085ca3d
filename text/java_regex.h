#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace ebbtide {

/// A regular expression as Java's `java.util.regex` reads it, in UTF-8. Whatever would mean
/// something else here than it means in Java is refused when it is made, never later. Once made it
/// is only read: several threads may match with it at the same time. A match can take any time, as
/// in Java.
class JavaRegex {
 public:
  /// Throws std::invalid_argument with what is wrong with the pattern.
  explicit JavaRegex(std::string_view pattern);
  ~JavaRegex();
  JavaRegex(JavaRegex&&) noexcept;
  JavaRegex& operator=(JavaRegex&&) noexcept;

  /// Whether the whole text is a match.
  bool matches(std::string_view text) const;
  /// The text with every match replaced; in the replacement `$1` and `${name}` are groups and a
  /// backslash takes the meaning from the letter behind it. Throws std::invalid_argument where
  /// check_replacement does.
  std::string replace_all(std::string_view text, std::string_view replacement) const;
  /// Throws std::invalid_argument with what is wrong with a replacement for this pattern.
  void check_replacement(std::string_view replacement) const;

 private:
  struct Code;
  std::unique_ptr<Code> code_;
};

}  // namespace ebbtide
