#pragma once

#include <string>
#include <string_view>

#include "sql/syntax.h"

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
  explicit SqlBlocks(const sql::Syntax& syntax) : syntax_(syntax) {}

  bool is_open() const {
    return !blocks_.empty() || (syntax_.semicolons_in_brackets && brackets_ > 0);
  }
  /// A word outside of quotes, in lower case.
  void take_word(std::string_view word);
  /// A sign, or the first sign of a string, a quoted name or a number.
  void take_sign(char sign);
  /// The statement is at its end.
  void finish() { *this = SqlBlocks(syntax_); }

 private:
  /// How far the text of a routine has been read.
  enum class Routine { none, create, name, trigger, event, procedure, at_body, before_name, body };

  /// `b` for what holds statements, `c` for a CASE that is a value.
  void open(char kind) { blocks_ += kind; }
  void close() { blocks_.pop_back(); }
  bool in_value() const { return blocks_.ends_with('c'); }
  void follow_routine(std::string_view word);
  bool opens_bare_body(std::string_view word) const;

  sql::Syntax syntax_;
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
