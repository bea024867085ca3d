// SQLite keeps a table as the text somebody wrote; a rebuild edits that text. Whatever nobody asked
// to change has to stay to the letter, so there is no model of a table here that is printed again:
// there are pieces of text, and edits that cut out or put in a span.
//
//   CREATE TABLE [order] (id INTEGER CONSTRAINT pk PRIMARY KEY, -- the number
//    n text DEFAULT 'a, b' CONSTRAINT ck CHECK (n <> '('), UNIQUE (n)) WITHOUT ROWID
//
//   list_marks      the bracket that opens the list, its commas, the bracket that closes; none of
//                   those in strings (no tokens) or in deeper brackets (n <> '(')
//   parts_          what stands between two marks: two columns and a constraint
//   suffix_         `) WITHOUT ROWID`. What stands before the bracket goes: create() writes it
//
// `--` comments become `/* … */` before anything else (with_block_comments). The parts are joined
// in one line later, and an edit may put something behind any of them: behind `-- the number` it
// would be swallowed, and the closing bracket with it.
//
// A column's clauses have no separators, so a clause ends where the next one begins. find_clause
// goes from left to right with the word before in hand, for some words begin a clause only by
// themselves:
//
//   NOT NULL, DEFAULT NULL         `null` is the second word of a clause, not a new one
//   ON DELETE SET NULL             neither; `SET DEFAULT` the same
//   NOT DEFERRABLE                 goes with REFERENCES; `not` begins nothing there
//   CONSTRAINT ck CHECK (…)        the name belongs to the clause behind it and goes with it
//
// Brackets are skipped whole: `CHECK (a NOT NULL)` ends nowhere inside. Of the same clause twice,
// two CHECKs, the first one is found; only clauses of which there is one are asked for.
//
// Names are compared without their quotes and in any case; SQLite takes 'id' in single quotes for a
// name, too. drop_column refuses a column that shares a key with others, as those would silently
// get another key; a constraint on this column alone goes with it. A CHECK that names it stays, and
// SQLite refuses the new table: nobody can say what the check should be then.
#include "sql/table_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "sql/lexer.h"
#include "sql/table_clauses.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

/// A piece of a text, by its bytes.
struct Span {
  std::size_t begin;
  std::size_t end;
};

/// The text with `/* … */` in place of `-- …`, so that anything can follow on the same line.
std::string with_block_comments(std::string_view text, const sql::Syntax& syntax) {
  std::string out;
  bool goes_on = false;  // one that is long comes in pieces
  sql::Lexer lexer(text, syntax);
  while (const sql::Token* const token = lexer.next()) {
    const bool begins = !goes_on && token->text.starts_with("--");
    if (token->kind != sql::TokenKind::comment || (!begins && !goes_on)) {
      out += token->text;
      continue;
    }
    const std::string_view words = begins ? token->text.substr(2) : token->text;
    goes_on = token->goes_on;
    out += (begins ? "/*" : "") + replace_all(words, "*/", "* /") + (goes_on ? "" : " */");
  }
  return out;
}

/// The first name, without its quotes; SQLite takes a string for one.
std::string name_at(const sql::Cursor& at) { return at.at_end() ? "" : at.peek()->value(); }

/// The span of a clause such as `DEFAULT 5` in a column's definition, together with a
/// `CONSTRAINT name` before it: from its first word to the first word of the next clause.
std::optional<Span> find_clause(std::string_view part, std::string_view keyword,
                                const sql::Syntax& syntax) {
  std::optional<std::size_t> begin;
  std::optional<std::size_t> constraint;
  sql::Cursor at(part, syntax);
  const sql::Token* previous = nullptr;
  at.skip();
  while (!at.at_end()) {
    const sql::Token* const token = at.peek();
    const bool is_start = sql::begins_clause(at, std::exchange(previous, token));
    if (at.skip_brackets()) continue;
    if (begin && is_start) return Span{*begin, token->begin.offset};
    if (is_start && token->is(keyword)) begin = constraint.value_or(token->begin.offset);
    if (is_start && token->is("constraint")) {
      constraint = token->begin.offset;
      at.skip();
    } else if (is_start) {
      constraint.reset();
    }
    at.skip();
  }
  if (!begin) return std::nullopt;
  return Span{*begin, part.size()};
}

/// Where the clauses begin that follow a column's name and type.
std::size_t first_clause(std::string_view part, const sql::Syntax& syntax) {
  sql::Cursor at(part, syntax);
  for (at.skip(); !at.at_end(); at.skip()) {
    if (sql::begins_clause(at, nullptr)) return at.peek()->begin.offset;
  }
  return part.size();
}

/// The columns a table constraint names in its first parentheses.
std::vector<std::string> constraint_columns(sql::Cursor at) {
  std::vector<std::string> names;
  at.skip_to("(");
  at.skip();
  while (!at.at_end() && !at.sees(")")) {
    names.push_back(name_at(at));
    at.skip_part();
    at.take(",");
  }
  return names;
}

/// The name behind the word CONSTRAINT at the front; empty where there is none.
std::string constraint_name(sql::Cursor at) { return at.take("constraint") ? name_at(at) : ""; }

bool constraint_is(sql::Cursor at, std::string_view word) {
  if (at.take("constraint")) at.skip();
  return at.sees(word);
}

}  // namespace

TableText::TableText(std::string_view create_table, const sql::Syntax& syntax) : syntax_(syntax) {
  const std::string text = with_block_comments(create_table, syntax_);
  const std::vector<sql::Token> marks = sql::list_marks(text, syntax_);
  for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
    const std::size_t begin = marks[i].end();
    const std::string_view part =
        trim(std::string_view(text).substr(begin, marks[i + 1].begin.offset - begin));
    if (part.empty() && i + 2 == marks.size()) break;
    parts_.push_back({std::string(part), !sql::begins_constraint(at(part))});
  }
  suffix_ = text.substr(marks.back().begin.offset);
}

sql::Cursor TableText::at(std::string_view part) const { return {part, syntax_}; }

void TableText::erase_clause(std::string& part, std::string_view keyword) const {
  const auto clause = find_clause(part, keyword, syntax_);
  if (!clause) return;
  part.erase(clause->begin, clause->end - clause->begin);
  part = std::string(trim_end(part));
}

bool TableText::has_column(std::string_view name) const {
  const auto names = column_names();
  return std::any_of(names.begin(), names.end(),
                     [&](const auto& other) { return equals_ignoring_case(name, other); });
}

TableText::Part& TableText::column(std::string_view name) {
  const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) {
    return part.is_column && equals_ignoring_case(name_at(at(part.text)), name);
  });
  if (found == parts_.end()) throw Error("the table has no column '" + std::string(name) + "'");
  return *found;
}

void TableText::add_column(std::string definition) {
  const auto last =
      std::find_if(parts_.begin(), parts_.end(), [](const Part& part) { return !part.is_column; });
  parts_.insert(last, {std::move(definition), true});
}

void TableText::add_constraint(std::string constraint) {
  parts_.push_back({std::move(constraint), false});
}

void TableText::drop_column(std::string_view name) {
  const Part& dropped = column(name);
  std::vector<Part> kept;
  for (Part& part : parts_) {
    if (&part == &dropped) continue;
    const auto columns =
        part.is_column ? std::vector<std::string>{} : constraint_columns(at(part.text));
    const bool names_it = !constraint_is(at(part.text), "check") &&
                          std::any_of(columns.begin(), columns.end(),
                                      [&](const auto& c) { return equals_ignoring_case(c, name); });
    if (names_it && columns.size() > 1) {
      throw Error("column '" + std::string(name) + "' is part of the constraint '" + part.text +
                  "'; drop that first");
    }
    if (!names_it) kept.push_back(std::move(part));
  }
  parts_ = std::move(kept);
}

void TableText::drop_foreign_key(std::string_view name) {
  const auto is_named = [&](std::string_view text) {
    return equals_ignoring_case(constraint_name(at(text)), name);
  };
  const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) {
    return !part.is_column && constraint_is(at(part.text), "foreign") && is_named(part.text);
  });
  if (found != parts_.end()) {
    parts_.erase(found);
    return;
  }
  for (Part& part : parts_) {
    if (!part.is_column) continue;
    const auto clause = find_clause(part.text, "references", syntax_);
    if (!clause ||
        !is_named(std::string_view(part.text).substr(clause->begin, clause->end - clause->begin)))
      continue;
    return erase_clause(part.text, "references");
  }
  throw Error("the table has no foreign key '" + std::string(name) + "'");
}

void TableText::set_default(std::string_view name, const std::string& value) {
  Part& part = column(name);
  erase_clause(part.text, "default");
  part.text += " DEFAULT " + value;
}

void TableText::drop_primary_key() {
  std::erase_if(parts_, [&](const Part& part) {
    return !part.is_column && constraint_is(at(part.text), "primary");
  });
  for (Part& part : parts_) {
    if (part.is_column) erase_clause(part.text, "primary");
  }
}

void TableText::number(std::string_view name) {
  drop_primary_key();
  Part& part = column(name);
  erase_clause(part.text, "default");
  erase_clause(part.text, "unique");
  const std::string first(at(part.text).peek()->text);
  const std::size_t clauses = first_clause(part.text, syntax_);
  const std::string rest = clauses == part.text.size() ? "" : " " + part.text.substr(clauses);
  part.text = first + " INTEGER PRIMARY KEY AUTOINCREMENT" + rest;
}

/// A name in a part, and what stands there for it.
struct TableText::Mention {
  std::string name;
  bool is_own = false;          ///< of a column of this table
  bool is_table = false;        ///< of a table that is referred to
  std::string_view in_columns;  ///< of what table it is a column, where that is referred to
};

/// Own columns are named by the first word of their part, and in brackets: those of a key, a check,
/// an expression. In the brackets behind `REFERENCES t` are columns of t.
void TableText::rename(std::string_view to, const std::function<bool(const Mention&)>& is_it) {
  const std::string quoted = "\"" + replace_all(to, "\"", "\"\"") + "\"";
  for (Part& part : parts_) {
    const std::vector<sql::Token> tokens = sql::code_of(part.text, syntax_);
    std::string text, table;
    std::size_t copied = 0, referred_depth = 0, depth = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const sql::Token& token = tokens[i];
      const bool is_behind = i > 0 && tokens[i - 1].is("references");
      if (token.is("(")) {
        ++depth;
        if (i > 1 && tokens[i - 2].is("references")) referred_depth = depth;
      }
      if (token.is(")") && depth-- == referred_depth) referred_depth = 0;
      if (!token.is_name() && token.kind != sql::TokenKind::text) continue;
      if (is_behind) table = token.value();
      const bool is_called = i + 1 < tokens.size() && tokens[i + 1].is("(");
      const bool is_of_table = depth > 0 && referred_depth > 0;
      const bool is_own = (depth == 0 && i == 0 && part.is_column) ||
                          (depth > 0 && !is_of_table && !is_called && token.is_name());
      if (!is_it({token.value(), is_own, is_behind, is_of_table ? table : std::string_view()}))
        continue;
      text += part.text.substr(copied, token.begin.offset - copied) + quoted;
      copied = token.end();
    }
    part.text = text + part.text.substr(copied);
  }
}

void TableText::rename_column(std::string_view from, std::string_view to) {
  rename(to,
         [&](const Mention& one) { return one.is_own && equals_ignoring_case(one.name, from); });
}

void TableText::rename_referenced(std::string_view from, std::string_view to) {
  rename(to,
         [&](const Mention& one) { return one.is_table && equals_ignoring_case(one.name, from); });
}

void TableText::rename_referenced_column(std::string_view table, std::string_view from,
                                         std::string_view to) {
  rename(to, [&](const Mention& one) {
    return !one.in_columns.empty() && equals_ignoring_case(one.in_columns, table) &&
           equals_ignoring_case(one.name, from);
  });
}

std::vector<std::string> TableText::column_names() const {
  std::vector<std::string> names;
  for (const Part& part : parts_) {
    if (part.is_column) names.push_back(name_at(at(part.text)));
  }
  return names;
}

std::string TableText::create(const std::string& name) const {
  std::vector<std::string> texts;
  for (const Part& part : parts_) texts.push_back(part.text);
  return "CREATE TABLE " + name + " (" + join(texts, ", ") + suffix_;
}

}  // namespace ebbtide
