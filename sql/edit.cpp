// All of these go by tokens and cut by bytes: a name is found as code, never in a string or a
// comment, and every byte that the edit is not about is copied. A cursor cannot be used for
// parameters, since it passes over the blanks and comments that have to stay; that one goes over
// the lexer's tokens.
//
// A rename in a text (`with_name`) has only tokens to go by, and no idea what a name means. So it
// leaves alone what is surely another thing: what a bracket follows is a function. In a query the
// names of its columns are a promise to whoever reads the view, and stay:
//
//   SELECT a FROM t             SELECT b AS a FROM t
//   SELECT a AS x FROM t        SELECT b AS x FROM t
//   SELECT x AS a FROM t        the same: this a is a label
//   SELECT 1 FROM t WHERE a     SELECT 1 FROM t WHERE b
//
// A column gets its label only at the end of an item of a SELECT list; which list a token is in is
// kept for each bracket. The new name is quoted as the old one was.
//
// MySQL's client ends a statement at each `;`, so that a routine wants DELIMITER around it. The
// mark behind a statement must not fall into a comment at its end, hence the line break.
#include "sql/edit.h"

#include <algorithm>

#include "sql/cursor.h"
#include "sql/lexer.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide::sql {

std::string with_parameters(std::string_view sql, const Syntax& syntax,
                            const std::function<std::string(std::size_t)>& spell) {
  std::string text;
  std::size_t count = 0;
  Lexer lexer(sql, syntax);
  while (const Token* const token = lexer.next()) {
    if (token->is_code() && token->is("?")) {
      text += spell(count++);
    } else {
      text += token->text;
    }
  }
  return text;
}

std::string with_or_replace(std::string sql, const Syntax& syntax) {
  if (find_ignoring_case(sql, "or replace") != std::string::npos) return sql;
  constexpr std::string_view word = "create";
  Cursor at(sql, syntax);
  if (!at.skip_to(word)) return sql;
  const std::size_t begin = at.peek()->begin.offset;
  return sql.replace(begin, word.size(), "CREATE OR REPLACE");
}

std::string with_procedure_in(std::string sql, std::string_view place, const Syntax& syntax) {
  Cursor at(sql, syntax);
  if (!at.skip_to("procedure")) return sql;
  at.skip();
  at.take_if_exists();
  if (!at.sees_name()) return sql;
  const std::size_t begin = at.peek()->begin.offset;
  while (at.sees(".", 1) && at.sees_name(2)) at.skip(2);
  const Token& bare = *at.peek();
  return sql.substr(0, begin) + std::string(place) + "." + std::string(bare.text) +
         sql.substr(bare.end());
}

std::string with_view_name(std::string_view create_view, const std::string& name,
                           const Syntax& syntax) {
  Cursor at(create_view, syntax);
  if (!at.skip_to("view"))
    throw Error("the definition of the view cannot be read: " + std::string(create_view));
  at.skip();
  at.take_if_exists();
  const auto known = at.take_name();
  if (!known || at.at_end())
    throw Error("the definition of the view cannot be read: " + std::string(create_view));
  return "CREATE VIEW " + name + " " + std::string(create_view.substr(at.peek()->begin.offset));
}

namespace {

template <class Value>
void add_once(std::vector<Value>& values, Value value) {
  if (std::find(values.begin(), values.end(), value) == values.end())
    values.push_back(std::move(value));
}

}  // namespace

Unplaced without_place(std::string_view sql, std::string_view place, const Syntax& syntax) {
  Unplaced found;
  const std::vector<Token> tokens = code_of(sql, syntax);
  std::size_t copied = 0;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool is_first = i == 0 || !tokens[i - 1].is(".");
    if (!is_first || !tokens[i].is_name() || !tokens[i + 1].is(".") || tokens[i].value() != place)
      continue;
    found.sql += sql.substr(copied, tokens[i].begin.offset - copied);
    copied = tokens[i + 2].begin.offset;
    const std::string name = tokens[i + 2].value();
    add_once(found.names, name);
    if (i + 4 < tokens.size() && tokens[i + 3].is(".") && tokens[i + 4].is_name())
      add_once(found.columns, std::pair(name, tokens[i + 4].value()));
  }
  found.sql += sql.substr(copied);
  return found;
}

std::string for_client(std::string_view statement, const Syntax& syntax) {
  // A comment at the end must not take the mark in.
  const std::string_view last_line = statement.substr(statement.rfind('\n') + 1);
  const bool may_be_comment = contains(last_line, "--") || contains(last_line, "#");
  const std::string text = std::string(statement) + (may_be_comment ? "\n" : "");
  if (syntax.delimiter_command && contains(statement, ";"))
    return "DELIMITER ;;\n" + text + ";;\nDELIMITER ;\n";
  return text + ";\n";
}

std::string followed_by(std::string first, std::string_view second, const Syntax& syntax) {
  Cursor code(first, syntax);
  code.skip(Cursor::all);
  first += code.taken_to() < first.size() ? "\n;\n" : ";\n";
  return first += second;
}

std::string_view partition_clause(std::string_view create_table, const Syntax& syntax) {
  Cursor at(create_table, syntax);
  while (!at.at_end() && !at.sees_all({"partition", "by"}))
    if (!at.skip_brackets()) at.skip();
  if (at.at_end()) return {};
  const Token first = *at.peek();
  while (!at.at_end()) at.skip();
  return at.text_from(first);
}

namespace {

bool is_named(const Token& token, std::string_view name) {
  return token.is_name() && (token.value() == name || (token.kind == TokenKind::word &&
                                                       equals_ignoring_case(token.text, name)));
}

/// Quoted as the token is; where that has no quotes and the name needs some, by the database's own.
std::string spelled_like(const Token& token, std::string_view name, const Syntax& syntax) {
  const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  if (token.kind == TokenKind::word && is_plain) return std::string(name);
  const char open = token.kind == TokenKind::word ? syntax.name_marks.front() : token.text.front();
  const char close = open == '[' ? ']' : open;
  std::string spelled(1, open);
  for (const char c : name) spelled.append(c == close ? 2 : 1, c);
  return spelled + close;
}

/// Where a walk over a query is: in the list behind a SELECT, or not, for each open parenthesis.
class SelectList {
 public:
  void pass(const Token& token) {
    if (token.is("(")) is_in_.push_back(false);
    if (token.is(")") && is_in_.size() > 1) is_in_.pop_back();
    if (token.is("select")) is_in_.back() = true;
    if (token.is("from")) is_in_.back() = false;
  }
  bool is_in() const { return is_in_.back(); }

 private:
  std::vector<bool> is_in_{false};
};

bool ends_item(const std::vector<Token>& tokens, std::size_t at) {
  if (at == tokens.size()) return true;
  const Token& token = tokens[at];
  return token.is(",") || token.is("from") || token.is(")") || token.is(";");
}

}  // namespace

std::string with_name(std::string_view sql, std::string_view from, std::string_view to,
                      const Syntax& syntax, bool keeps_labels) {
  std::string text;
  const std::vector<Token> tokens = code_of(sql, syntax);
  std::size_t copied = 0;
  SelectList list;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    list.pass(token);
    const bool is_function = i + 1 < tokens.size() && tokens[i + 1].is("(");
    const bool is_label = keeps_labels && i > 0 && tokens[i - 1].is("as");
    if (!is_named(token, from) || is_function || is_label) continue;
    text += sql.substr(copied, token.begin.offset - copied);
    text += spelled_like(token, to, syntax);
    if (keeps_labels && list.is_in() && ends_item(tokens, i + 1))
      text += " AS " + std::string(token.text);
    copied = token.end();
  }
  text += sql.substr(copied);
  return text;
}

bool mentions(std::string_view sql, std::string_view name, const Syntax& syntax) {
  const auto names = Cursor(sql, syntax).names_behind();
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return equals_ignoring_case(one, name); });
}

}  // namespace ebbtide::sql
