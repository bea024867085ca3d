#include "database/routine_body.h"

#include <algorithm>
#include <vector>

#include "database/sql_tokens.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

bool makes_routine(const std::vector<SqlToken>& tokens) {
  if (tokens.empty() || !tokens[0].is("create")) return false;
  const std::size_t what = tokens.size() > 2 && tokens[1].is("or") ? 3 : 1;
  return what < tokens.size() && (tokens[what].is("function") || tokens[what].is("procedure"));
}

/// What its body is written in; nothing where it does not say.
std::string_view language_of(const std::vector<SqlToken>& tokens) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].is("language")) return tokens[i + 1].value;
  }
  return {};
}

bool has_sql_body(const std::vector<SqlToken>& tokens) {
  const bool is_block = !tokens.empty() && tokens[0].is("do");
  if (!is_block && !makes_routine(tokens)) return false;
  const std::string_view language = language_of(tokens);
  if (language.empty()) return is_block;
  return equals_ignoring_case(language, "plpgsql") || equals_ignoring_case(language, "sql");
}

std::string without_comments(std::string_view body, const SqlSyntax& syntax) {
  // The parentheses keep the blanks at both ends, the line end ends a comment.
  const auto stripped =
      split_sql("(" + std::string(body) + "\n)", syntax, {{}, false, true});
  const std::string_view inside = stripped.front();
  return std::string(inside.substr(1, inside.size() - 3));
}

}  // namespace

std::string without_body_comments(std::string statement, const SqlSyntax& syntax) {
  if (!syntax.dollar_quotes || !contains(statement, "$")) return statement;
  const std::vector<SqlToken> tokens = sql_tokens(statement, syntax);
  if (!has_sql_body(tokens)) return statement;
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (token->kind != SqlToken::Kind::text || statement[token->begin] != '$') continue;
    const std::size_t begin = statement.find('$', token->begin + 1) + 1;
    statement.replace(begin, token->value.size(), without_comments(token->value, syntax));
  }
  return statement;
}

}  // namespace ebbtide
