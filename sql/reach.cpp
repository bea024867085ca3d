// Whether a statement stays within the database it runs in. Nothing here stops a server; it is a
// look at what is written, so that a proof on a scratch database does not drop a role of all
// databases by the way. Three questions, over every statement that can be seen in the text:
//
//   the form          the first rule of the dialect that fits: `grant|revoke !on` is about roles,
//                     `set ... global` about the server. A rule without a `why` says it is harmless
//   names             the name of another database before a dot: INSERT INTO other.t. A lone SELECT
//                     may read there, but not call a function of it
//   SQL in texts      bodies of routines, DO blocks, EXECUTE 'DROP DATABASE x': each text in a
//                     statement that holds code is looked at like a statement, four deep
//
// In code a statement may begin behind THEN, ELSE, DO, AS and the like, which are looked for
// without a grammar; a place too many does no harm, as it only fits a rule if it reads like one.
// SQL that is put together while it runs (EXECUTE 'DROP ' || x) is open: nobody can tell. A text
// that stands in a variable of the session (PREPARE p FROM @s) can be asked for by who has the
// session.
#include "sql/reach.h"

#include <algorithm>
#include <array>

#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using Tokens = std::span<const sql::Token>;
using Words = std::span<const std::string_view>;

bool is_one_of(const sql::Token& token, std::string_view choice) {
  const auto words = split(choice, '|');
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is(word); });
}

/// Whether one statement begins with these words.
bool begins_with(Tokens tokens, Words words) {
  if (words.empty()) return true;
  const std::string_view word = words.front();
  const Words rest = words.subspan(1);
  if (word.starts_with('!'))
    return std::none_of(tokens.begin(), tokens.end(),
                        [&](const sql::Token& one) { return one.is(word.substr(1)); });
  if (word == "...") {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (begins_with(tokens.subspan(i), rest)) return true;
    }
    return false;
  }
  if (tokens.empty()) return false;
  const bool fits =
      word == "'" ? tokens.front().kind == sql::TokenKind::text : is_one_of(tokens.front(), word);
  return fits && begins_with(tokens.subspan(1), rest);
}

bool calls(Tokens tokens, std::string_view functions) {
  const auto names = split(functions, '|');
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool is_call = tokens[i].is_name() && tokens[i + 1].is("(");
    if (is_call && std::any_of(names.begin(), names.end(), [&](std::string_view name) {
          return equals_ignoring_case(name, tokens[i].value());
        }))
      return true;
  }
  return false;
}

bool fits(const ReachRule& rule, Tokens tokens) {
  constexpr std::string_view call = "call:";
  if (rule.words.starts_with(call)) return calls(tokens, rule.words.substr(call.size()));
  return begins_with(tokens, split(rule.words, ' '));
}

/// A statement that holds others: a body, or a text that is run.
bool holds_code(Tokens tokens) {
  if (tokens.empty()) return false;
  if (is_one_of(tokens.front(), "do|execute|prepare|begin|declare")) return true;
  if (tokens.front().is("set"))
    return tokens.size() > 1 && (tokens[1].is("@") || tokens[1].is("statement"));
  const Tokens head = tokens.first(std::min<std::size_t>(tokens.size(), 12));
  return head.front().is("create") &&
         std::any_of(head.begin(), head.end(), [](const sql::Token& one) {
           return is_one_of(one, "function|procedure|trigger|event|package");
         });
}

/// The places where statements begin: behind semicolons, and in bodies behind the words that open
/// a block.
std::vector<Tokens> statements_of(Tokens tokens, bool is_code) {
  std::vector<Tokens> found{tokens};
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool opens = is_code && is_one_of(tokens[i], "begin|then|else|loop|do|repeat|as|is|for");
    if (tokens[i].is(";") || opens) found.push_back(tokens.subspan(i + 1));
  }
  for (Tokens& one : found) {
    const auto end =
        std::find_if(one.begin(), one.end(), [](const sql::Token& token) { return token.is(";"); });
    one = one.first(static_cast<std::size_t>(end - one.begin()));
  }
  return found;
}

/// One look at a statement and at the SQL in its texts.
class Judgement {
 public:
  Judgement(std::span<const ReachRule> rules, const sql::Syntax& syntax,
            const std::vector<std::string>& neighbours)
      : rules_(rules), syntax_(syntax), neighbours_(neighbours) {}

  ReachVerdict run(std::string_view sql) {
    look(sql, 0);
    return std::move(verdict_);
  }

 private:
  static constexpr int deepest = 4;

  void look(std::string_view sql, int depth) {
    const std::vector<sql::Token> tokens = sql::code_of(sql, syntax_);
    const bool is_code = depth > 0 || holds_code(tokens);
    if (!is_question(tokens)) look_for_neighbours(tokens);
    for (const Tokens statement : statements_of(tokens, is_code)) {
      look_at(statement);
      if (is_code) look_for_built_sql(statement, depth);
    }
    if (!is_code || depth == deepest) return;
    for (const sql::Token& token : tokens) {
      if (token.kind == sql::TokenKind::text) look(token.value(), depth + 1);
    }
  }

  void refuse(std::string why) {
    if (verdict_.why.empty()) verdict_.why = std::move(why);
  }

  void look_at(Tokens statement) {
    const auto rule = std::find_if(rules_.begin(), rules_.end(),
                                   [&](const ReachRule& one) { return fits(one, statement); });
    if (rule != rules_.end() && !rule->why.empty()) refuse(std::string(rule->why));
  }

  /// One SELECT that calls nothing by the name of a database: it reads there at most.
  static bool is_question(Tokens tokens) {
    if (tokens.empty() || !tokens.front().is("select")) return false;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i].is(";")) return false;
      if (i > 1 && tokens[i - 2].is_name() && tokens[i - 1].is(".") && tokens[i].is_name() &&
          tokens[i + 1].is("("))
        return false;
    }
    return true;
  }

  void look_for_neighbours(Tokens tokens) {
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (!tokens[i].is_name() || !tokens[i + 1].is(".") || (i > 0 && tokens[i - 1].is(".")))
        continue;
      if (std::find(neighbours_.begin(), neighbours_.end(), tokens[i].value()) != neighbours_.end())
        refuse("it names the database '" + tokens[i].value() + "'");
    }
  }

  /// `PREPARE p FROM @s` runs what the session can be asked for; all other SQL that is built is not
  /// known before.
  void look_for_built_sql(Tokens statement, int depth) {
    const auto is_from = [](const sql::Token& one) { return is_one_of(one, "from|immediate"); };
    const auto from = std::find_if(statement.begin(), statement.end(), is_from);
    const bool prepares = !statement.empty() && is_one_of(statement.front(), "prepare|execute");
    if (!prepares) return;
    const auto source = from == statement.end() ? from : from + 1;
    if (source == statement.end()) {
      // In a body of PL/pgSQL: EXECUTE and an expression, which is one text where it is harmless.
      const bool is_text = statement.size() == 2 && statement[1].kind == sql::TokenKind::text;
      verdict_.is_open = verdict_.is_open || (depth > 0 && !is_text);
    } else if (source->is("@") && source + 1 != statement.end() && depth == 0) {
      verdict_.variable = (source + 1)->value();
    } else if (source->kind != sql::TokenKind::text || source + 1 != statement.end()) {
      verdict_.is_open = true;
    }
  }

  std::span<const ReachRule> rules_;
  const sql::Syntax& syntax_;
  const std::vector<std::string>& neighbours_;
  ReachVerdict verdict_;
};

}  // namespace

ReachVerdict Reach::of(std::string_view sql) const {
  return Judgement(rules_, syntax_, neighbours_).run(sql);
}

std::string Reach::beyond_transaction(std::string_view sql) const {
  std::vector<ReachRule> kept;
  std::copy_if(rules_.begin(), rules_.end(), std::back_inserter(kept),
               [](const ReachRule& rule) { return !rule.is_undone; });
  return Judgement(kept, syntax_, {}).run(sql).why;
}

}  // namespace ebbtide
