// stripComments takes comments out of statements. Liquibase does not know dollar quotes and strips
// what is between them, too; the lexer does, and would keep the comments of every function body, so
// that the two tools would leave different functions behind. So the bodies are stripped in a second
// step, where that is safe: the text of a CREATE FUNCTION or PROCEDURE in SQL or PL/pgSQL, or of a
// DO block. In PL/Python `--` is no comment, and a text of an INSERT is data.
//
// A body is itself put through the splitter, between brackets so that the blanks at its ends stay.
// Where the closing bracket does not come out again, a comment in the body swallowed it, and the
// body stays as it is.
#include "sql/routine_body.h"

#include <algorithm>
#include <span>
#include <vector>

#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Tokens = std::span<const sql::Token>;

bool makes_routine(Tokens statement) {
  if (statement.empty() || !statement[0].is("create")) return false;
  const std::size_t what = statement.size() > 2 && statement[1].is("or") ? 3 : 1;
  return what < statement.size() &&
         (statement[what].is("function") || statement[what].is("procedure"));
}

/// What its body is written in; nothing where it does not say.
std::string_view language_of(Tokens statement) {
  for (std::size_t i = 0; i + 1 < statement.size(); ++i) {
    if (statement[i].is("language")) return statement[i + 1].inside();
  }
  return {};
}

bool has_sql_body(Tokens statement) {
  const bool is_block = !statement.empty() && statement[0].is("do");
  if (!is_block && !makes_routine(statement)) return false;
  const std::string_view language = language_of(statement);
  if (language.empty()) return is_block;
  return equals_ignoring_case(language, "plpgsql") || equals_ignoring_case(language, "sql");
}

/// The tokens up to the next `;`.
Tokens first_statement(Tokens tokens) {
  const auto end = std::find_if(tokens.begin(), tokens.end(),
                                [](const sql::Token& token) { return token.is(";"); });
  return tokens.first(static_cast<std::size_t>(end - tokens.begin()));
}

/// The body as it is where a comment in it has no end.
std::string without_comments(const std::string& body, const sql::Syntax& syntax) {
  // The parentheses keep the blanks at both ends, the line end ends a comment.
  const std::string end = "\n)";
  const SplitOptions options{{}, false, true, false};
  const std::string stripped = split_sql("(" + body + end, syntax, options).front();
  return stripped.ends_with(end) ? stripped.substr(1, stripped.size() - 1 - end.size()) : body;
}

}  // namespace

std::string without_body_comments(std::string sql, const sql::Syntax& syntax) {
  const std::vector<sql::Token> all = sql::code_of(sql, syntax);
  std::string stripped;
  std::size_t done = 0;
  for (Tokens rest(all); !rest.empty();) {
    const Tokens statement = first_statement(rest);
    rest = rest.subspan(std::min(statement.size() + 1, rest.size()));
    if (!has_sql_body(statement)) continue;
    for (const sql::Token& token : statement) {
      if (token.kind != sql::TokenKind::text || sql[token.begin.offset] != '$') continue;
      const std::size_t body = sql.find('$', token.begin.offset + 1) + 1;
      stripped += sql.substr(done, body - done) + without_comments(token.value(), syntax);
      done = body + token.value().size();
    }
  }
  return stripped += sql.substr(done);
}

}  // namespace ebbtide
