#pragma once

#include <optional>
#include <string_view>

namespace ebbtide {

/// What is behind a directive's word in a line such as `--changeset ann:1`; nothing where the line
/// is not this directive. Letters match in any case; blanks may stand behind the dashes.
/// `dashes` is 1 for the misspelt `-changeset`; `may_be_indented` lets blanks stand before it.
struct Directive {
  std::string_view word;
  int dashes = 2;
  bool may_be_indented = true;

  std::optional<std::string_view> rest_of(std::string_view line) const;
};

/// The letters a value of an attribute can have.
enum class ValueKind {
  word,          ///< \w+
  maybe_word,    ///< \w*
  non_space,     ///< \S*
  some_text,     ///< \S+
  quoted,        ///< "…" or \S*
  dbms,          ///< any letter but a comma, then letters, `!` and commas
  run_with,      ///< \w, `$`, `{` and `}`
  rest_of_line,  ///< everything
  after_blanks   ///< \s*\S+
};

/// The value of the last `name:` in the line that has one of this kind, as Liquibase's greedy
/// patterns find it; `name` comes with its colon.
std::optional<std::string_view> attribute(std::string_view line, std::string_view name, ValueKind kind);

/// A text without the double quotes around it.
std::string_view without_quotes(std::string_view text);

}  // namespace ebbtide
