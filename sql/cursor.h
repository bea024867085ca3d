#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/name.h"
#include "sql/syntax.h"
#include "sql/token.h"

namespace ebbtide::sql {

/// Reads the code of one statement from left to right, past blanks and comments; comments whose
/// inside is SQL are code. Semicolons at the end are not seen. A copy is a bookmark and costs next
/// to nothing: it goes on by itself. Borrows the text.
///
///   sees…   look and change nothing; `ahead` counts tokens
///   take…   look, and go on where it is there; else they say so and nothing moves
///   skip…   go on in any case
///
/// All of them may be called at the end. Words are compared in any case and are never found in
/// quotes.
class Cursor {
 public:
  static constexpr std::size_t all = static_cast<std::size_t>(-1);

  /// Sees the first `most` tokens of the text: all that is needed to know what a statement begins
  /// with, where it may be as long as a file.
  Cursor(std::string_view sql, const Syntax& syntax, std::size_t most = all);
  /// The same of a text whose code somebody has taken apart already. The offsets of the tokens
  /// count from the beginning of the text; lines and columns may be others'.
  Cursor(std::string_view sql, std::shared_ptr<const std::vector<Token>> code,
         const Syntax& syntax);

  bool at_end() const { return at_ >= size_; }
  /// The token so many further, nullptr behind the last.
  const Token* peek(std::size_t ahead = 0) const {
    return at_ + ahead < size_ ? tokens_ + at_ + ahead : nullptr;
  }
  /// Whether this keyword or sign is next, or so many tokens further.
  bool sees(std::string_view word, std::size_t ahead = 0) const {
    const Token* const token = peek(ahead);
    return token != nullptr && token->is(word);
  }
  bool sees_any(std::initializer_list<std::string_view> words, std::size_t ahead = 0) const;
  bool sees_all(std::initializer_list<std::string_view> words, std::size_t ahead = 0) const;
  /// Whether a word or a name in quotes is next.
  bool sees_name(std::size_t ahead = 0) const {
    const Token* const token = peek(ahead);
    return token != nullptr && token->is_name();
  }

  /// Takes the keyword or sign where it is next.
  bool take(std::string_view word) {
    const bool is_next = sees(word);
    if (is_next) ++at_;
    return is_next;
  }
  /// Takes the first of these that is next.
  bool take_any(std::initializer_list<std::string_view> words);
  /// Takes all of these where they are next, in this order; else none.
  bool take_all(std::initializer_list<std::string_view> words);
  /// Takes `IF EXISTS` or `IF NOT EXISTS`.
  bool take_if_exists();
  /// Takes a name with what stands before its dots; of three parts the first one is left out.
  std::optional<Name> take_name();
  /// Takes a name without a place.
  std::optional<std::string> take_plain_name();
  /// Takes a column's type, as it is written: `character varying(20)`, `int unsigned`,
  /// `timestamp(3) with time zone`, `text[]`. Empty where no name is next.
  std::string_view take_type();
  /// Takes the columns between brackets, `(a, b(10) DESC)`; none where one of them is an
  /// expression. Nothing is taken where no bracket is next.
  std::vector<std::string> take_columns();
  /// Takes what `skip_part` skips, as it is written.
  std::string_view take_part();

  void skip(std::size_t count = 1) { at_ += std::min(count, size_ - std::min(at_, size_)); }
  /// Skips a bracket that is next and all up to where it closes.
  bool skip_brackets();
  /// Skips to this keyword or sign, not into brackets and not out of them; false, at the end or at
  /// the bracket that closes, where there is none.
  bool skip_to(std::string_view word);
  /// Skips to the comma or the bracket that ends this part of a list.
  void skip_part();

  /// Whether a word stands anywhere behind.
  bool has_behind(std::string_view word) const;
  /// The names and words behind, each once.
  std::vector<std::string> names_behind() const;

  std::string_view sql() const { return sql_; }
  /// The text from a token of this statement to the one that was taken last, with the blanks and
  /// comments in between; empty where that stands before it.
  std::string_view text_from(const Token& first) const;
  /// Where the next token begins, or the last one ends; in bytes of the text.
  std::size_t offset() const;
  /// Where the token ends that was taken last; in bytes of the text.
  std::size_t taken_to() const;
  /// The text from the next token on.
  std::string_view rest() const;
  /// What the server stores for a token that is a name: without quotes, folded where it has none,
  /// and cut to the longest name, never within a letter.
  std::string stored(const Token& token) const;

 private:
  std::string_view sql_;
  Fold fold_;
  std::size_t longest_name_;
  std::shared_ptr<const std::vector<Token>> owner_;
  const Token* tokens_;  ///< of the owner
  std::size_t size_;     ///< how many, without the semicolons at the end
  std::size_t at_ = 0;
};

/// The names and words of a text in lower case, also those in its strings, and in the strings of
/// these: what SQL that is built while it runs may be about. Far more than it is about; for who
/// must not miss one.
std::set<std::string> names_within(std::string_view sql, const Syntax& syntax);

/// The text from the beginning of one of its tokens to the end of another one.
std::string_view text_between(std::string_view sql, const Token& first, const Token& last);

/// The first tokens of a text that are code, at most so many; they borrow the text.
std::vector<Token> code_of(std::string_view sql, const Syntax& syntax,
                           std::size_t most = Cursor::all);

}  // namespace ebbtide::sql
