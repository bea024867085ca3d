#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// A word, quoted name, text or sign of an SQL statement. Comments are none, what stands in
/// `/*! … */` is.
struct SqlWord {
  enum class Kind { word, name, text, sign };
  Kind kind = Kind::sign;
  std::string text;  ///< without its quotes
};

/// The first words of a statement, at most this many.
std::vector<SqlWord> sql_words(std::string_view sql, std::size_t most);

/// Reads the words of a statement from left to right.
class SqlWords {
 public:
  explicit SqlWords(std::vector<SqlWord> words) : words_(std::move(words)) {}

  bool at_end() const { return at_ >= words_.size(); }
  bool sees(std::string_view word, std::size_t ahead = 0) const;
  bool sees_name(std::size_t ahead = 0) const;
  /// Whether a word stands next, no quoted name.
  bool sees_word() const { return at_ < words_.size() && words_[at_].kind == SqlWord::Kind::word; }
  /// Takes the word where it is the next one.
  bool take(std::string_view word) { return take_all({word}); }
  /// Takes these words where they are the next ones, in this order.
  bool take_all(std::initializer_list<std::string_view> words);
  /// Takes the next word where it is one of these.
  bool take_any(std::initializer_list<std::string_view> words);
  /// Takes a name, quoted or not; empty where none is next.
  std::string take_name();
  void skip() { ++at_; }
  /// Skips what stands between brackets, where a bracket is next.
  void skip_brackets();

 private:
  std::vector<SqlWord> words_;
  std::size_t at_ = 0;
};

}  // namespace ebbtide
