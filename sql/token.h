#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ebbtide::sql {

/// What a token is. Keywords are words like any other; whoever reads them knows what they mean.
enum class TokenKind {
  blank,     ///< a run of blanks
  comment,   ///< the whole of it, with its marks and without the end of its line
  word,      ///< a keyword or a name without quotes
  name,      ///< a name in quotes
  text,      ///< a string, also `E'…'` and `$$…$$`
  number,    ///< what begins with a digit
  sign,      ///< any other letter
  code_mark  ///< the beginning or the end of a comment whose inside is SQL: `/*!50001`, `*/`
};

/// A place in a text: the byte, and the line and letter for people, from 1.
struct Place {
  std::uint64_t offset = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A piece of SQL text that stands for one thing. Borrows the text: of a whole text as long as that
/// lives, of a stream until the lexer is asked for more.
struct Token {
  TokenKind kind = TokenKind::sign;
  std::string_view text;  ///< as it is written, with its marks
  Place begin;
  bool goes_on = false;        ///< the next token is more of the same
  bool is_closed = true;       ///< false where its end mark is missing
  bool has_escapes = false;    ///< a backslash in it takes the next letter with it
  bool is_executable = false;  ///< in a comment that is SQL, or would be for another server

  /// Whether it is this keyword, in any case, or this sign. Never for what stands in quotes:
  /// "select" is a name.
  bool is(std::string_view keyword) const {
    if (text.size() != keyword.size()) return false;
    return kind == TokenKind::sign ? text.front() == keyword.front()
                                   : kind == TokenKind::word && has_letters_of(keyword);
  }
  /// Whether a server does something with it: no blank, no comment, no mark of an executable
  /// comment.
  bool is_code() const { return kind > TokenKind::comment && kind != TokenKind::code_mark; }
  /// A word, a name in quotes, or what is a text in double quotes here and a name elsewhere.
  bool is_name() const {
    return kind == TokenKind::word || kind == TokenKind::name ||
           (kind == TokenKind::text && text.starts_with('"'));
  }
  std::uint64_t end() const { return begin.offset + text.size(); }
  /// What stands between the marks, as it is written: `it''s` of 'it''s', the body of $tag$…$tag$.
  /// The text itself where it has no marks.
  std::string_view inside() const;
  /// A name or text without its quotes, with what its escapes stand for: a doubled quote for one, a
  /// backslash for the letter behind it; all else as it is written.
  std::string value() const;

 private:
  bool has_letters_of(std::string_view keyword) const;
};

}  // namespace ebbtide::sql
