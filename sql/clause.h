#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/cursor.h"

namespace ebbtide::sql {

/// A statement, or a part of one, to be asked which clauses it has: for rules that want to know a
/// detail which no effect tells. Words in quotes, comments and texts are never found. Where nothing
/// else is said, what stands in brackets is not looked at. Borrows the text.
class Clause {
 public:
  using Words = std::initializer_list<std::string_view>;

  Clause(std::string_view text, const Syntax& syntax) : begin_(text, syntax) {}
  /// Of code that somebody has taken apart already.
  explicit Clause(Cursor code) : begin_(std::move(code)) {}

  /// Its code, from the beginning, for who reads it word by word.
  const Cursor& code() const { return begin_; }

  /// Whether these words stand there, one behind the other.
  bool has(Words words) const { return find(words, false).has_value(); }
  /// The same, in brackets too.
  bool has_anywhere(Words words) const { return find(words, true).has_value(); }
  bool begins_with(Words words) const;
  /// The word, name or text behind these words, and behind a `=`; empty where there is none.
  std::string value_behind(Words words) const;
  /// The names of the list that stands behind these words, with or without brackets.
  std::vector<std::string> names_behind(Words words) const;
  /// The names at the places where names can stand, as they are written, without quotes; those
  /// that are longer than so many bytes.
  std::vector<std::string> all_names(std::size_t longer_than = 0) const;
  /// The texts in it, without quotes.
  std::vector<std::string> texts() const;

 private:
  std::optional<Cursor> find(Words words, bool in_brackets) const;

  Cursor begin_;
};

}  // namespace ebbtide::sql
