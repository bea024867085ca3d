#pragma once

#include <string>
#include <string_view>

#include "sql/syntax.h"
#include "text/ascii.h"

namespace ebbtide {

/// Counts, word by word, what a statement has opened and not closed, since a `;` in there does not
/// end it: BEGIN … END, inside of that also CASE, IF, LOOP, WHILE, REPEAT and FOR, where the
/// database has them the same as the whole body of a routine, and brackets.
///
/// Fed with all that is code, in order: words by take_word, of everything else the first sign by
/// take_sign; then `finish` at the end of each statement. `is_open` is asked before a `;` is taken
/// for the end.
class SqlBlocks {
 public:
  explicit SqlBlocks(const sql::Syntax& syntax)
      : SqlBlocks(syntax.semicolons_in_brackets, syntax.bare_routine_bodies) {}

  bool is_open() const { return !blocks_.empty() || (semicolons_in_brackets_ && brackets_ > 0); }
  /// A word outside of quotes.
  void take_word(std::string_view word) {
    if (may_open_nothing(word)) {
      is_first_ = false;
    } else {
      follow_word(lower(word));
    }
  }
  /// A sign, or the first sign of a string, a quoted name or a number.
  void take_sign(char sign) {
    // A BEGIN that a `;` follows was a transaction, not a block.
    if (sign == ';' && after_begin_) close();
    after_begin_ = after_end_ = false;
    at_start_ = sign == ';' || sign == ':';
    if (sign == '(') ++brackets_;
    if (sign == ')' && brackets_ > 0) --brackets_;
    if (sign == '`' || sign == '"') follow_quoted_name();
  }
  /// The statement is at its end.
  void finish() { *this = SqlBlocks(semicolons_in_brackets_, bare_routine_bodies_); }

 private:
  /// How far the text of a routine has been read.
  enum class Routine { none, create, name, trigger, event, procedure, at_body, before_name, body };

  SqlBlocks(bool semicolons_in_brackets, bool bare_routine_bodies)
      : semicolons_in_brackets_(semicolons_in_brackets),
        bare_routine_bodies_(bare_routine_bodies) {}

  /// Whether the word means nothing, as most do: where nothing is open and no routine is being
  /// read, only BEGIN counts.
  bool may_open_nothing(std::string_view word) const {
    const bool follows = bare_routine_bodies_ && routine_ != Routine::body &&
                         (is_first_ || routine_ != Routine::none);
    constexpr std::string_view begin = "begin";
    const bool begins = word.size() == begin.size() && equals_ignoring_case(word, begin);
    return blocks_.empty() && !after_end_ && !follows && !begins;
  }
  /// `b` for what holds statements, `c` for a CASE that is a value.
  void open(char kind) { blocks_ += kind; }
  void close() { blocks_.pop_back(); }
  bool in_value() const { return blocks_.ends_with('c'); }
  /// The word in lower case.
  void follow_word(std::string_view word);
  void follow_quoted_name();
  void follow_routine(std::string_view word);
  bool opens_bare_body(std::string_view word) const;

  bool semicolons_in_brackets_;
  bool bare_routine_bodies_;
  std::string blocks_;
  int brackets_ = 0;
  bool at_start_ = true;  ///< where a statement can begin, outside or inside of a block
  bool after_end_ = false;
  bool after_begin_ = false;
  bool is_first_ = true;
  Routine routine_ = Routine::none;
  Routine kind_ = Routine::none;  ///< what follows the name
};

}  // namespace ebbtide
