#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "sql/syntax.h"
#include "sql/token.h"

namespace ebbtide::sql {

/// Letters of words: also `_` and all beyond ASCII.
bool begins_word(char c);
/// Besides those digits and `$`.
bool continues_word(char c);

/// A NUL in a text: the byte, and why it is refused.
struct Nul {
  std::uint64_t at = 0;
  std::string refusal;
};

/// Takes SQL text apart into its tokens, as a server of this syntax does. Every byte belongs to
/// exactly one token, in order: the texts of all tokens are the input again. Any bytes are taken,
/// nothing is an error: what is never closed is a token that says so. Comments and blanks are
/// tokens too; a sign is one letter, so that `::` is two.
///
/// A token of a stream that is longer than 64 kB comes in pieces; all but the last say `goes_on`. A
/// token of a stream is valid until the next one is asked for, one of a text as long as the text.
/// Borrows the stream; the syntax is copied.
///
/// `ahead`, `skip` and `give_back` are for who decides where words end by other rules, as
/// delimiters do. Not between the pieces of a token.
class Lexer {
 public:
  Lexer(std::string_view text, const Syntax& syntax) : syntax_(syntax), window_(text) {}
  /// As Liquibase does: carriage returns of a stream never reach the database; they count nowhere,
  /// so that places are those of the text without them; unless they are kept.
  Lexer(std::istream& input, const Syntax& syntax, bool keep_returns = false)
      : syntax_(syntax), input_(&input), keep_returns_(keep_returns) {}

  /// The next token; nullptr at the end.
  const Token* next();
  /// Where the next token begins.
  const Place& place() const { return place_; }

  /// So many letters of what follows, fewer at the end. The last token is not valid any more.
  std::string_view ahead(std::size_t size) {
    fill(size);
    return window_.substr(at_, size);
  }
  /// Passes over so many letters, whatever they are. Not where the last token goes on.
  void skip(std::size_t size);
  /// The last letters of the last token, a word or a number, count as not read yet. The letter
  /// behind it may be looked at before.
  void give_back(std::size_t size);

  /// Where the SQL in a comment begins that no `*/` has closed yet.
  const std::optional<Place>& open_code() const { return open_code_; }
  /// The first NUL in what was read of a stream so far; it is a letter like any other to the
  /// tokens. Of a text it is not looked for.
  const std::optional<Nul>& nul() const { return nul_; }

 private:
  /// How the token that has begun goes on.
  enum class Inside { nothing, blanks, word, quoted, dollar_quoted, line, block };

  bool has_all() const { return input_ == nullptr || !*input_; }
  void read_more();
  bool read_up_to(std::size_t size);
  /// Whether so many letters are there from the beginning of the token on.
  bool fill(std::size_t size) { return window_.size() - at_ >= size || read_up_to(size); }
  char peek(std::size_t ahead) { return fill(ahead + 1) ? window_[at_ + ahead] : '\0'; }
  void begin();
  void begin_special(char c);
  bool begin_quoted(char c);
  bool begin_dollar_quoted();
  bool begin_comment(char c);
  bool is_line_comment(char c);
  void begin_executable_comment();
  void open(TokenKind kind, Inside inside, std::size_t size);
  bool read_inside();
  template <class Belongs>
  bool take_while(const Belongs& belongs);
  bool take_quoted();
  bool take_dollar_quoted();
  bool take_block();
  bool end_open(std::size_t size);
  void finish();

  Syntax syntax_;
  std::istream* input_ = nullptr;
  bool keep_returns_ = false;
  std::string buffer_;
  std::string_view window_;    ///< the text, or as much of the stream as is in the buffer
  std::uint64_t dropped_ = 0;  ///< how much of the stream was in the buffer before
  std::size_t at_ = 0;         ///< where the next token begins in the window
  std::size_t size_ = 0;       ///< how much of it is known
  Place place_;
  char before_ = '\n';  ///< the letter before
  Token token_;
  Inside inside_ = Inside::nothing;
  char close_ = '\0';
  int depth_ = 0;
  bool nests_ = false;
  std::string tag_;
  std::optional<Place> open_code_;
  std::optional<Nul> nul_;
};

}  // namespace ebbtide::sql
