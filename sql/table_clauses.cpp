// Where the parts of a table and their clauses begin and end; table_text.cpp says how, and edits by
// it. Here the same marks are read for what they say, since SQLite's catalog tells neither the
// names of constraints nor checks, and of an expression nothing at all.
//
//   n text DEFAULT 'a' CONSTRAINT ck CHECK (n <> '(') COLLATE nocase
//
//   column n, type text
//   by_default   value 'a'
//   check        name ck, value n <> '('
//   collation    value nocase
//
// What stands before the first clause is the type, whatever it is: SQLite takes any words. A part
// that begins with a word for a constraint is one, and a column of that name has to be in quotes
// there too. `DEFAULT NULL`, `SET NULL` and `NOT DEFERRABLE` hold words that begin a clause
// elsewhere; the token before tells. `GENERATED ALWAYS AS (…)` and the short `AS (…)` are one
// clause: behind ALWAYS, AS begins none.
//
// The parts of an index lose COLLATE, ASC and DESC, which the catalog tells better. They can only
// stand at the end of a part and outside of its brackets, where no operand is.
#include "sql/table_clauses.h"

#include <array>
#include <optional>
#include <utility>

#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide::sql {
namespace {

using Kind = TableClause::Kind;

struct Word {
  std::string_view word;
  Kind kind;
};
constexpr std::array clause_words{
    Word{"primary", Kind::primary_key}, Word{"unique", Kind::unique},
    Word{"foreign", Kind::foreign_key}, Word{"references", Kind::foreign_key},
    Word{"check", Kind::check},         Word{"not", Kind::not_null},
    Word{"default", Kind::by_default},  Word{"collate", Kind::collation},
    Word{"generated", Kind::generated}, Word{"as", Kind::generated},
};

Kind kind_at(const Cursor& at) {
  for (const Word& one : clause_words) {
    if (at.sees(one.word)) return one.kind;
  }
  return Kind::other;
}

/// What stands in the brackets that are next, without them.
std::string inside_brackets(Cursor at) {
  if (!at.sees("(")) return "";
  const Token open = *at.peek();
  at.skip_brackets();
  const std::string_view text = at.text_from(open);
  return text.size() < 2 ? "" : std::string(trim(text.substr(1, text.size() - 2)));
}

/// The names of the columns in the brackets that are next. SQLite takes a string for a name.
std::vector<std::string> columns_at(Cursor at) {
  std::vector<std::string> names;
  if (!at.take("(")) return names;
  while (!at.at_end() && !at.sees(")")) {
    names.push_back(at.peek()->value());
    at.skip_part();
    at.take(",");
  }
  return names;
}

TableClause clause_of(Kind kind, std::string name, std::string_view text, const Syntax& syntax) {
  TableClause clause{kind, std::move(name), std::string(trim_end(text))};
  Cursor at(clause.text, syntax);
  at.skip();
  if (kind == Kind::by_default) {
    clause.value = at.rest();
  } else if (kind == Kind::collation && !at.at_end()) {
    clause.value = at.peek()->value();
  } else if (kind == Kind::check) {
    clause.value = inside_brackets(at);
  } else if (kind == Kind::generated) {
    at.take("always");
    at.take("as");
    clause.value = inside_brackets(at);
  } else if (kind == Kind::primary_key || kind == Kind::foreign_key || kind == Kind::unique) {
    at.take("key");
    if (at.sees("(")) clause.columns = columns_at(at);
  }
  return clause;
}

/// What stands before the first clause of a column.
std::string type_at(const Cursor& at) {
  if (at.at_end()) return "";
  const Token first = *at.peek();
  Cursor behind = at;
  while (!behind.at_end() && !begins_clause(behind, nullptr))
    if (!behind.skip_brackets()) behind.skip();
  const std::size_t end = behind.at_end() ? at.sql().size() : behind.peek()->begin.offset;
  return std::string(trim(at.sql().substr(first.begin.offset, end - first.begin.offset)));
}

/// The clauses from this word on, each up to where the next one begins.
std::vector<TableClause> clauses_from(Cursor at, bool is_column, const Syntax& syntax) {
  std::vector<TableClause> clauses;
  std::optional<Token> first;
  Kind kind = Kind::other;
  std::string name;
  const Token* previous = nullptr;
  const std::string_view text = at.sql();
  const auto end_clause = [&](std::size_t end) {
    if (!first) return;
    const std::size_t begin = first->begin.offset;
    clauses.push_back(
        clause_of(kind, std::exchange(name, {}), text.substr(begin, end - begin), syntax));
    first.reset();
  };
  while (!at.at_end()) {
    const Token* const token = at.peek();
    const bool begins = is_column ? begins_clause(at, previous) : begins_constraint(at);
    previous = token;
    if (at.skip_brackets()) continue;
    if (begins) end_clause(token->begin.offset);
    if (begins && token->is("constraint")) {
      at.skip();
      name = at.at_end() ? "" : at.peek()->value();
    } else if (begins) {
      first = *token;
      kind = kind_at(at);
    }
    at.skip();
  }
  end_clause(text.size());
  return clauses;
}

}  // namespace

bool begins_constraint(const Cursor& part) {
  return part.sees_any({"constraint", "primary", "unique", "check", "foreign"});
}

bool begins_clause(const Cursor& at, const Token* previous) {
  const auto follows = [&](std::string_view word) {
    return previous != nullptr && previous->is(word);
  };
  if (follows("set")) return false;
  if (at.sees("null") && (follows("not") || follows("default"))) return false;
  if (at.sees_all({"not", "deferrable"})) return false;
  if (at.sees_all({"as", "("})) return !follows("always");
  return at.sees_any({"constraint", "primary", "not", "null", "unique", "check", "default",
                      "collate", "references", "generated"});
}

std::vector<Token> list_marks(std::string_view text, const Syntax& syntax) {
  std::vector<Token> marks;
  int depth = 0;
  for (const Token& token : code_of(text, syntax)) {
    if (token.is("(") && depth++ == 0) marks.push_back(token);
    if (token.is(",") && depth == 1) marks.push_back(token);
    if (!token.is(")") || depth == 0 || --depth > 0) continue;
    marks.push_back(token);
    return marks;
  }
  throw Error(marks.empty()
                  ? "the definition of the table has no list of columns: " + std::string(text)
                  : "a parenthesis is not closed in the definition of the table");
}

bool TableClause::has(std::string_view word, const Syntax& syntax) const {
  return Cursor(text, syntax).skip_to(word);
}

std::string TableClause::word_behind(std::initializer_list<std::string_view> words,
                                     const Syntax& syntax) const {
  for (Cursor at(text, syntax); !at.at_end();) {
    if (at.take_all(words)) return at.at_end() ? "" : upper(at.peek()->text);
    if (!at.skip_brackets()) at.skip();
  }
  return "";
}

std::vector<TablePart> table_parts(std::string_view create_table, const Syntax& syntax) {
  const std::vector<Token> marks = list_marks(create_table, syntax);
  std::vector<TablePart> parts;
  for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
    const std::size_t begin = marks[i].end();
    const std::string_view text =
        trim(create_table.substr(begin, marks[i + 1].begin.offset - begin));
    Cursor at(text, syntax);
    if (at.at_end()) continue;
    TablePart& part = parts.emplace_back();
    const bool is_column = !begins_constraint(at);
    if (is_column) {
      part.column = at.peek()->value();
      at.skip();
      part.type = type_at(at);
    }
    part.definition = at.rest();
    part.clauses = clauses_from(at, is_column, syntax);
  }
  return parts;
}

IndexText index_text(std::string_view create_index, const Syntax& syntax) {
  IndexText found;
  Cursor at(create_index, syntax);
  if (!at.skip_to("(")) return found;
  at.skip();
  while (!at.at_end() && !at.sees(")")) {
    Cursor end = at;
    // Its collation and direction stand at the end, where no operand can.
    while (!end.at_end() && !end.sees_any({",", ")", "collate", "asc", "desc"}))
      if (!end.skip_brackets()) end.skip();
    const std::string_view text = end.text_from(*at.peek());
    at.skip_part();
    found.parts.emplace_back(text);
    at.take(",");
  }
  at.take(")");
  if (at.take("where")) found.predicate = at.rest();
  return found;
}

std::string query_of_view(std::string_view create_view, const Syntax& syntax) {
  Cursor at(create_view, syntax);
  return at.skip_to("as") && at.take("as") ? std::string(at.rest()) : "";
}

}  // namespace ebbtide::sql
