#include "sql/same_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "sql/cursor.h"
#include "sql/lexer.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

bool is_plain_name(std::string_view name) {
  return !name.empty() && !is_digit(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z'); });
}

/// A token as all its spellings have in common.
std::string plain(const Token& token) {
  if (token.kind == TokenKind::word || token.kind == TokenKind::number) return lower(token.text);
  if (token.kind == TokenKind::name) {
    const std::string name = token.value();
    return is_plain_name(name) ? name : "\"" + name + "\"";
  }
  return std::string(token.text);
}

/// The next token that is code; nullptr at the end and where only semicolons follow.
const Token* next_code(Lexer& lexer) {
  while (const Token* const token = lexer.next()) {
    if (token->is_code()) return token;
  }
  return nullptr;
}

/// Tokens as their spellings have in common, without semicolons at the end.
std::vector<std::string> plain_tokens(std::string_view text, const Syntax& syntax) {
  std::vector<std::string> tokens;
  Lexer lexer(text, syntax);
  while (const Token* const token = next_code(lexer)) tokens.push_back(plain(*token));
  while (!tokens.empty() && tokens.back() == ";") tokens.pop_back();
  return tokens;
}

/// What a PARTITION BY says before its list of partitions, then one entry for each of them.
std::vector<std::vector<std::string>> partitions(std::string_view text, const Syntax& syntax) {
  std::vector<std::vector<std::string>> parts(1);
  int depth = 0;
  for (std::string& token : plain_tokens(text, syntax)) {
    if (token == ")") --depth;
    const bool begins = depth == 1 && token == "partition";
    const bool parts_them = depth == 1 && parts.size() > 1 && token == ",";
    if (token == "(") ++depth;
    if (begins) parts.emplace_back();
    if (!parts_them) parts.back().push_back(std::move(token));
  }
  // The bracket around the list closes behind the last of them.
  if (parts.size() > 1 && !parts.back().empty() && parts.back().back() == ")")
    parts.back().pop_back();
  return parts;
}

bool is_whole_number(std::string_view word) {
  constexpr std::string_view words[] = {"tinyint", "smallint", "mediumint",
                                        "int",     "integer",  "bigint"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace

bool is_same_text(std::string_view a, std::string_view b, const Syntax& syntax) {
  return a == b || plain_tokens(a, syntax) == plain_tokens(b, syntax);
}

bool only_adds_partitions(std::string_view expected, std::string_view found, const Syntax& syntax) {
  const auto before = partitions(expected, syntax), after = partitions(found, syntax);
  if (before.size() >= after.size() || before.front() != after.front()) return false;
  return std::all_of(before.begin() + 1, before.end(), [&](const auto& one) {
    return std::find(after.begin() + 1, after.end(), one) != after.end();
  });
}

bool differ_in_width_alone(std::string_view a, std::string_view b, const Syntax& syntax) {
  const auto without_width = [&](std::string_view type) {
    std::vector<std::string> tokens = plain_tokens(type, syntax);
    const bool has_width = tokens.size() >= 4 && is_whole_number(tokens[0]) && tokens[1] == "(";
    const bool is_boolean = has_width && tokens[0] == "tinyint" && tokens[2] == "1";
    if (has_width && !is_boolean) tokens.erase(tokens.begin() + 1, tokens.begin() + 4);
    return tokens;
  };
  return a != b && without_width(a) == without_width(b);
}

}  // namespace ebbtide::sql
