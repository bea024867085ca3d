#pragma once

#include <string>

namespace ebbtide {

/// A value of a changelog on its way into SQL. The text is canonical for its kind: numbers as
/// given, booleans `true` or `false`, dates `2020-01-02`, times `10:11:12`, timestamps
/// `2020-01-02T03:04:05.123`, functions as raw SQL, sequences by their name. How it is spelled
/// hangs on where it goes: into a row, or into a column's default, whose type may be known or not.
struct Literal {
  enum class Kind {
    null,
    text,
    number,
    boolean,
    date,
    time,
    timestamp,
    function,
    sequence_next,
    sequence_current
  };

  Kind kind = Kind::null;
  std::string text = {};
  std::string schema = {};  ///< of a sequence; empty means the default schema

  bool is_null() const { return kind == Kind::null; }
  /// Whether the value is SQL of its own: a function or a sequence's value.
  bool is_expression() const {
    return kind == Kind::function || kind == Kind::sequence_next || kind == Kind::sequence_current;
  }
  friend bool operator==(const Literal&, const Literal&) = default;
};

}  // namespace ebbtide
