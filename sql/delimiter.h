#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/java_regex.h"
#include "text/text.h"

namespace ebbtide {

/// Whether the letter would make a delimiter part of the word beside it; marks do not.
bool is_in_sql_word(char c);
/// The letters of words, and `#` and `@`, which Liquibase takes for such.
bool continues_sql_word(char c);

/// What ends a statement instead of `;`: one of several texts, in any case, some of them only at
/// the start or the end of a line; or a regular expression of Java's for a token and the one before
/// it. Which of these a spelling means, delimiter.cpp tells. A pattern that cannot be used is no
/// error here: `problem` says what is wrong, and the spelling counts as a text.
class SqlDelimiters {
 public:
  struct Delimiter {
    std::string text;  ///< lower case
    bool at_line_start = false;
    bool to_line_end = false;

    bool is_marks() const { return text.find_first_not_of("@#$") == std::string::npos; }
  };

  SqlDelimiters() = default;
  /// As an attribute of the changelog spells it.
  explicit SqlDelimiters(const Text& spelling);

  const std::vector<Delimiter>& all() const { return all_; }
  bool empty() const { return all_.empty() && !pattern_; }
  bool has_pattern() const { return pattern_ != nullptr; }
  /// As Liquibase does: whether the pattern matches both tokens together, blanks in front of them
  /// apart, all in lower case. Only where has_pattern.
  bool ends_at(std::string_view before, std::string_view token) const;
  /// What is wrong with the pattern; empty for nothing.
  const std::string& problem() const { return problem_; }
  /// How much of the end of a text, beginning at `from`, is a delimiter that nothing follows. There
  /// it counts wherever it stands, and half of it counts too.
  std::size_t size_at_end(std::string_view text, std::size_t from) const;

 private:
  std::string spelling_;
  std::vector<Delimiter> all_;
  std::shared_ptr<const JavaRegex> pattern_;
  std::string problem_;
};

}  // namespace ebbtide
