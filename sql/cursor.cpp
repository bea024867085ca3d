// A statement's code tokens in a vector, and a place in it. The vector is shared, so that a copy of
// a cursor costs a pointer: readers try a way with a copy and take it over where it leads somewhere
// (`Cursor behind = at; … at = behind;`). All skips stop at the end and none goes out of the
// brackets it is in, so that a reader that has lost its way ends at the next comma instead of in
// the next definition.
//
// What a name is, is decided in `stored`, for all readers at once: without quotes, folded where it
// had none, and cut to as many bytes as the server keeps, but not within a letter. So names from a
// text and names from a catalog can be compared.
//
// Words are compared to tokens, never to text: `"select"` in quotes is a name and no keyword.
// Nothing here knows a grammar. What comes nearest to one is where a type ends, since its words
// have blanks between them (`timestamp with time zone`), and that a list of columns with an
// expression in it is none: half a list would pass for a whole one. `a(10)` in it is a column with
// a length, `lower(a)` an expression; what stands in the bracket tells them apart.
#include "sql/cursor.h"

#include <algorithm>
#include <iterator>

#include "sql/lexer.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

/// What may follow the first word of a type.
constexpr std::string_view type_words[] = {"precision", "varying", "unsigned", "signed",
                                           "zerofill"};

std::size_t size_without_semicolons(const std::vector<Token>& tokens) {
  std::size_t size = tokens.size();
  while (size > 0 && tokens[size - 1].is(";")) --size;
  return size;
}

}  // namespace

std::vector<Token> code_of(std::string_view sql, const Syntax& syntax, std::size_t most) {
  constexpr std::size_t usual = 32;
  std::vector<Token> tokens;
  tokens.reserve(std::min(most, usual));
  Lexer lexer(sql, syntax);
  while (tokens.size() < most) {
    const Token* const token = lexer.next();
    if (token == nullptr) break;
    if (token->is_code()) tokens.push_back(*token);
  }
  return tokens;
}

std::string_view text_between(std::string_view sql, const Token& first, const Token& last) {
  const std::size_t begin = first.begin.offset, end = last.end();
  return end <= begin ? std::string_view() : sql.substr(begin, end - begin);
}

std::set<std::string> names_within(std::string_view sql, const Syntax& syntax) {
  std::set<std::string> names;
  for (const Token& token : code_of(sql, syntax)) {
    if (token.is_name()) names.insert(lower(token.value()));
    if (token.kind == TokenKind::text && token.text.size() < sql.size())
      names.merge(names_within(token.value(), syntax));
  }
  return names;
}

Cursor::Cursor(std::string_view sql, const Syntax& syntax, std::size_t most)
    : Cursor(sql, std::make_shared<const std::vector<Token>>(code_of(sql, syntax, most)), syntax) {}

Cursor::Cursor(std::string_view sql, std::shared_ptr<const std::vector<Token>> code,
               const Syntax& syntax)
    : sql_(sql),
      fold_(syntax.fold),
      longest_name_(syntax.longest_name),
      owner_(std::move(code)),
      tokens_(owner_->data()),
      size_(size_without_semicolons(*owner_)) {}

bool Cursor::sees_any(std::initializer_list<std::string_view> words, std::size_t ahead) const {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return sees(word, ahead); });
}

bool Cursor::sees_all(std::initializer_list<std::string_view> words, std::size_t ahead) const {
  return std::all_of(words.begin(), words.end(),
                     [&](std::string_view word) { return sees(word, ahead++); });
}

bool Cursor::take_any(std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return take(word); });
}

bool Cursor::take_all(std::initializer_list<std::string_view> words) {
  if (!sees_all(words)) return false;
  at_ += words.size();
  return true;
}

bool Cursor::take_if_exists() {
  return take_all({"if", "exists"}) || take_all({"if", "not", "exists"});
}

std::string Cursor::stored(const Token& token) const {
  std::string name = token.value();
  if (token.kind == TokenKind::word && fold_ == Fold::lower) name = lower(name);
  if (token.kind == TokenKind::word && fold_ == Fold::upper) name = upper(name);
  if (longest_name_ == 0 || name.size() <= longest_name_) return name;
  std::size_t end = longest_name_;  // not in the midst of a letter
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
  return name.substr(0, end);
}

std::optional<std::string> Cursor::take_plain_name() {
  if (!sees_name()) return std::nullopt;
  return stored(tokens_[at_++]);
}

std::optional<Name> Cursor::take_name() {
  auto first = take_plain_name();
  if (!first) return std::nullopt;
  Name name{"", std::move(*first)};
  while (sees(".") && sees_name(1)) {
    ++at_;
    name = {std::move(name.name), *take_plain_name()};
  }
  return name;
}

std::string_view Cursor::take_type() {
  if (!sees_name()) return {};
  const Token& first = *peek();
  if (sees_name(1)) take("national");
  take_name();
  while (!at_end()) {
    if (sees("(")) {
      skip_brackets();
    } else if (sees_all({"[", "]"})) {
      skip(2);
    } else if (sees_all({"time", "zone"}, 1) && sees_any({"with", "without"})) {
      skip(3);
    } else if (std::none_of(std::begin(type_words), std::end(type_words),
                            [&](std::string_view word) { return take(word); })) {
      break;
    }
  }
  return text_from(first);
}

std::vector<std::string> Cursor::take_columns() {
  std::vector<std::string> columns;
  if (!take("(")) return columns;
  bool are_columns = true;
  while (!at_end() && !take(")")) {
    const Token* const argument = sees("(", 1) ? peek(2) : nullptr;
    const bool is_call = argument != nullptr && argument->kind != TokenKind::number;
    are_columns = are_columns && sees_name() && !is_call;
    if (are_columns) columns.push_back(*take_plain_name());
    skip_part();
    take(",");
  }
  return are_columns ? columns : std::vector<std::string>{};
}

std::string_view Cursor::take_part() {
  const std::size_t first = at_;
  skip_part();
  return at_ == first ? std::string_view() : text_from(tokens_[first]);
}

bool Cursor::skip_brackets() {
  if (!sees("(")) return false;
  int depth = 0;
  do {
    if (sees("(")) ++depth;
    if (sees(")")) --depth;
    ++at_;
  } while (!at_end() && depth > 0);
  return true;
}

bool Cursor::skip_to(std::string_view word) {
  while (!at_end() && !sees(word) && !sees(")")) {
    if (!skip_brackets()) ++at_;
  }
  return sees(word);
}

void Cursor::skip_part() {
  while (!at_end() && !sees(",") && !sees(")")) {
    if (!skip_brackets()) ++at_;
  }
}

bool Cursor::has_behind(std::string_view word) const {
  return std::any_of(tokens_ + std::min(at_, size_), tokens_ + size_,
                     [&](const Token& token) { return token.is(word); });
}

std::vector<std::string> Cursor::names_behind() const {
  std::vector<std::string> names;
  for (std::size_t i = at_; i < size_; ++i) {
    if (!tokens_[i].is_name()) continue;
    std::string name = stored(tokens_[i]);
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

std::string_view Cursor::text_from(const Token& first) const {
  if (at_ == 0) return {};
  return text_between(sql_, first, tokens_[std::min(at_, size_) - 1]);
}

std::size_t Cursor::offset() const { return at_end() ? taken_to() : peek()->begin.offset; }

std::size_t Cursor::taken_to() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end(); }

std::string_view Cursor::rest() const {
  if (at_end()) return {};
  return text_between(sql_, *peek(), tokens_[size_ - 1]);
}

}  // namespace ebbtide::sql
