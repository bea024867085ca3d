// Code is not read as code: there are as many languages as databases. It is enough to find the
// words of statements that destroy, where statements can stand, and whatever is run as a text:
//
//   DROP TABLE t; TRUNCATE t; DELETE FROM t;     destroy
//   EXECUTE 'DROP ' || 'TAB' || 'LE ' || t       so does the text, its pieces put together
//   EXECUTE 'CREATE TABLE p' || i                begins with a verb that does no harm
//   EXECUTE stmt; PREPARE s FROM @sql            nobody can tell
//   CALL p(t)                                    depends on p, which is told by its name
#include "sql/code_inside.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "sql/condition.h"
#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

/// What ALTER TABLE may drop without a loss of values.
bool sees_other_drop(const Cursor& at) {
  return at.sees_any({"constraint", "index", "key", "primary", "foreign", "check", "default", "not",
                      "expression", "identity", "trigger"});
}

/// The verbs that a text may begin with and does no harm whatever follows.
constexpr std::string_view harmless_verbs[] = {
    "create", "comment", "grant",   "revoke", "insert", "select", "update", "analyze",
    "set",    "refresh", "reindex", "notify", "lock",   "copy",   "cluster"};

bool begins_harmless(std::string_view text, const Syntax& syntax) {
  Cursor at(text, syntax);
  if (at.at_end()) return false;
  if (std::any_of(std::begin(harmless_verbs), std::end(harmless_verbs),
                  [&](std::string_view verb) { return at.sees(verb); }))
    return true;
  if (at.take("drop"))
    return at.sees_any({"index", "view", "trigger", "function", "procedure", "policy", "sequence",
                        "type", "rule", "materialized", "event", "constraint"});
  if (at.take_all({"alter", "table"}))
    return at.has_behind("add") || at.has_behind("attach") || at.has_behind("constraint") ||
           at.has_behind("owner") || at.has_behind("enable") || at.has_behind("disable") ||
           at.has_behind("rename") || at.has_behind("set");
  return at.take("alter") && !at.at_end();
}

class Inside {
 public:
  Inside(std::string_view code, const Syntax& syntax) : at_(code, syntax), syntax_(syntax) {}

  CodeInside look() {
    for (; !at_.at_end(); at_.skip()) {
      note_temporary();
      note_call();
      if (at_.sees("execute") && !at_.sees_any({"function", "procedure"}, 1)) {
        look_at_run(1);
      } else if (at_.sees("prepare") && at_.sees("from", 2)) {
        look_at_run(3);
      } else if (found_.destroys.empty()) {
        found_.destroys = destroying();
      }
    }
    return std::move(found_);
  }

 private:
  void note_temporary() {
    if (!at_.sees("create") || !at_.sees_any({"temp", "temporary"}, 1)) return;
    Cursor behind = at_;
    behind.skip(2);
    behind.take("table");
    behind.take_if_exists();
    if (const auto name = behind.take_name()) temporary_.insert(lower(name->name));
  }

  void note_call() {
    Cursor at = at_;
    if (!at.take("call")) return;
    auto name = at.take_name();
    if (name && (at.at_end() || at.sees_any({"(", ";"}))) found_.calls.push_back(std::move(*name));
  }

  bool is_temporary(Cursor at) const {
    at.take_if_exists();
    at.take("only");
    const auto name = at.take_name();
    return name && temporary_.contains(lower(name->name));
  }

  /// What is destroyed by the statement that begins here.
  std::string destroying() const {
    Cursor at = at_;
    if (at.take("drop")) {
      if (at.sees_any({"temporary", "temp"})) return "";
      if (at.take_any({"table", "tables"})) return is_temporary(at) ? "" : "DROP TABLE";
      if (at.sees("column")) return "DROP COLUMN";
      return at.sees_any({"schema", "database"}) ? "DROP " + upper(at.peek()->text) : "";
    }
    if (at.take("truncate")) {
      at.take("table");
      // The function, and the right or event of that name: GRANT TRUNCATE ON, AFTER TRUNCATE OR.
      const bool is_other = at.at_end() || at.sees_any({"(", "on", "or", ","});
      return is_other || is_temporary(at) ? "" : "TRUNCATE";
    }
    if (at.take_all({"delete", "from"})) return destroys_rows(at) ? "DELETE" : "";
    return at.take_all({"alter", "table"}) && drops_column(at) ? "DROP COLUMN" : "";
  }

  bool destroys_rows(Cursor at) const {
    if (is_temporary(at)) return false;
    for (; !at.at_end() && !at.sees(";"); at.skip()) {
      if (at.sees_any({"using", "limit", "join"})) return false;
      Cursor condition = at;
      if (condition.take("where") && !is_always_true(condition)) return false;
    }
    return true;
  }

  static bool drops_column(Cursor at) {
    at.take_if_exists();
    if (!at.take_name()) return false;
    for (; !at.at_end() && !at.sees(";"); at.skip()) {
      if (!at.take("drop")) continue;
      at.take_if_exists();
      if (at.at_end()) return false;
      if (!sees_other_drop(at) && at.sees_name()) return true;
    }
    return false;
  }

  /// A text for format(), with a name for each `%I`, `%s` and `%2$L`.
  static std::string with_names(std::string_view text) {
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
      std::size_t end = i + 1;
      while (text[i] == '%' && end < text.size() && (is_digit(text[end]) || text[end] == '$'))
        ++end;
      const bool is_place =
          text[i] == '%' && end < text.size() && contains("IsL", text.substr(end, 1));
      filled += is_place ? unknown_name : text.substr(i, 1);
      if (is_place) i = end;
    }
    return filled;
  }

  static constexpr std::string_view unknown_name = "x";

  /// The text that is run here, built or written out.
  void look_at_run(std::size_t words) {
    Cursor at = at_;
    const std::string word = upper(at.peek()->text);
    at.skip(words);
    at.take("immediate");
    std::string literals;
    bool begins_with_text = false, is_first = true;
    for (; !at.at_end() && !at.sees_any({";", "into", "using"}); at.skip()) {
      if (at.sees("(") || at.sees_any({"format", "concat", "concat_ws"})) continue;
      const bool is_text = at.peek()->kind == TokenKind::text;
      begins_with_text = begins_with_text || (is_first && is_text);
      is_first = false;
      // A name is that of something which is most often a name in the text.
      if (is_text) literals += with_names(at.peek()->inside());
      if (!is_text && at.sees_name()) literals += unknown_name;
    }
    const CodeInside inside = literals.empty() ? CodeInside{} : look_inside(literals, syntax_);
    if (!inside.destroys.empty()) {
      if (found_.destroys.empty()) found_.destroys = inside.destroys;
    } else if (!begins_with_text || !begins_harmless(literals, syntax_)) {
      found_.runs_built = word;
    }
  }

  Cursor at_;
  const Syntax& syntax_;
  std::set<std::string> temporary_;
  CodeInside found_;
};

}  // namespace

CodeInside look_inside(std::string_view code, const Syntax& syntax) {
  return Inside(code, syntax).look();
}

namespace {

/// Goes to the statement that a procedure is, where the server reads it as it is and it has no
/// BEGIN: behind its parameters and what is said of it.
bool take_bare_body(Cursor& at) {
  if (!at.sees("procedure")) return false;
  Cursor behind = at;
  behind.skip();
  behind.take_if_exists();
  if (!behind.take_name() || !behind.skip_brackets()) return false;
  while (!behind.at_end() &&
         !behind.sees_any({"begin",   "delete", "truncate", "drop",    "alter",  "call",  "execute",
                           "prepare", "insert", "update",   "replace", "select", "set",   "if",
                           "while",   "loop",   "repeat",   "case",    "with",   "create"}))
    behind.skip();
  at = behind;
  return !at.at_end();
}

}  // namespace

std::optional<std::string_view> body_of(std::string_view sql, const Syntax& syntax) {
  Cursor at(sql, syntax);
  const bool is_block = at.take("do");
  if (!is_block && !at.take("create")) {
    return at.sees_any({"begin", "declare"}) ? std::optional(at.rest()) : std::nullopt;
  }
  bool is_routine = is_block;
  std::optional<std::string_view> text;
  for (; !at.at_end(); at.skip()) {
    if (at.sees_any({"table", "view", "index"}) && !is_routine) return std::nullopt;
    if (!syntax.dollar_quotes && take_bare_body(at)) return at.rest();
    is_routine = is_routine || at.sees_any({"function", "procedure", "trigger", "event"});
    const bool is_text = at.peek()->kind == TokenKind::text && !at.peek()->text.starts_with('"');
    if (is_routine && !is_block && at.sees_all({"begin", "atomic"})) return at.rest();
    if (is_text && (is_block || at.peek()->text.starts_with('$') || syntax.dollar_quotes))
      text = at.peek()->inside();
    if (is_routine && !syntax.dollar_quotes && at.sees_any({"begin", "for", "return", "do"}))
      return at.rest();
  }
  return is_routine ? text : std::nullopt;
}

}  // namespace ebbtide::sql
