#include "sql/table_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

struct Token {
  std::size_t begin;
  std::size_t end;
};

/// Where the quoted thing ends that begins at `at`: just behind its closing mark.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
  const char close = text[at] == '[' ? ']' : text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] != close) continue;
    if (close != ']' && at + 1 < text.size() && text[at + 1] == close) {
      ++at;
      continue;
    }
    return at + 1;
  }
  return text.size();
}

std::size_t skip_comment(std::string_view text, std::size_t at) {
  const bool line = text[at] == '-';
  const std::size_t end = text.find(line ? "\n" : "*/", at + 2);
  return end == std::string_view::npos ? text.size() : end + (line ? 1 : 2);
}

bool at_comment(std::string_view text, std::size_t at) {
  return text.substr(at, 2) == "--" || text.substr(at, 2) == "/*";
}

bool is_quote(char c) { return c == '\'' || c == '"' || c == '`' || c == '['; }

/// The next word, quoted thing, or single mark at or behind `at`.
std::optional<Token> next_token(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_space(text[at]) || at_comment(text, at))) {
    at = is_space(text[at]) ? at + 1 : skip_comment(text, at);
  }
  if (at >= text.size()) return std::nullopt;
  if (is_quote(text[at])) return Token{at, skip_quoted(text, at)};
  std::size_t end = at;
  while (end < text.size() && (is_word(text[end]) || (text[end] & 0x80) != 0)) ++end;
  return Token{at, std::max(end, at + 1)};
}

std::string_view slice(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

/// A name without its quotes.
std::string unquoted(std::string_view name) {
  if (name.size() < 2 || !is_quote(name.front())) return std::string(name);
  const std::string mark(1, name.back());
  return replace_all(name.substr(1, name.size() - 2), mark + mark, mark);
}

/// Just behind the parenthesis that closes the one at `open`.
std::size_t skip_parentheses(std::string_view text, std::size_t open) {
  int depth = 0;
  for (auto token = next_token(text, open); token; token = next_token(text, token->end)) {
    if (slice(text, *token) == "(") ++depth;
    if (slice(text, *token) == ")" && --depth == 0) return token->end;
  }
  throw Error("a parenthesis is not closed in the definition of the table");
}

/// The text with `/* … */` in place of `-- …`, so that anything can follow on the same line.
std::string with_block_comments(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (is_quote(text[at])) end = skip_quoted(text, at);
    if (at_comment(text, at)) end = skip_comment(text, at);
    const std::string_view piece = text.substr(at, end - at);
    at = end;
    if (!piece.starts_with("--")) {
      out += piece;
      continue;
    }
    const bool has_line_end = piece.ends_with('\n');
    const std::string_view words = piece.substr(2, piece.size() - (has_line_end ? 3 : 2));
    out += "/*" + replace_all(words, "*/", "* /") + " */" + (has_line_end ? "\n" : "");
  }
  return out;
}

bool begins_constraint(std::string_view part) {
  constexpr std::array<std::string_view, 5> words{"constraint", "primary", "unique", "check",
                                                  "foreign"};
  const auto first = next_token(part, 0);
  return first && std::any_of(words.begin(), words.end(), [&](std::string_view word) {
           return equals_ignoring_case(slice(part, *first), word);
         });
}

std::string column_name(std::string_view part) {
  const auto first = next_token(part, 0);
  return first ? unquoted(slice(part, *first)) : "";
}

/// Whether a clause of a column's definition begins with the token. `NOT NULL`, `DEFAULT NULL`,
/// `SET NULL` and `NOT DEFERRABLE` are not two.
bool begins_clause(std::string_view part, const Token& token, std::string_view previous) {
  constexpr std::array<std::string_view, 10> starts{"constraint", "primary",  "not",     "null",
                                                    "unique",     "check",    "default", "collate",
                                                    "references", "generated"};
  const auto is = [](std::string_view word, std::string_view other) {
    return equals_ignoring_case(word, other);
  };
  const std::string_view word = slice(part, token);
  if (is(previous, "set")) return false;
  if (is(word, "null") && (is(previous, "not") || is(previous, "default"))) return false;
  const auto next = next_token(part, token.end);
  if (is(word, "not") && next && is(slice(part, *next), "deferrable")) return false;
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view s) { return is(word, s); });
}

/// The span of a clause such as `DEFAULT 5` in a column's definition, together with a
/// `CONSTRAINT name` before it: from its first word to the first word of the next clause.
std::optional<Token> find_clause(std::string_view part, std::string_view keyword) {
  std::optional<std::size_t> begin;
  std::optional<std::size_t> constraint;
  const auto name = next_token(part, 0);
  std::string_view previous;
  for (auto token = next_token(part, name->end); token;) {
    const std::string_view word = slice(part, *token);
    const bool is_start = begins_clause(part, *token, previous);
    previous = word;
    if (word == "(") {
      token = next_token(part, skip_parentheses(part, token->begin));
      continue;
    }
    if (begin && is_start) return Token{*begin, token->begin};
    if (is_start && equals_ignoring_case(word, keyword)) begin = constraint.value_or(token->begin);
    if (is_start && equals_ignoring_case(word, "constraint")) {
      constraint = token->begin;
      token = next_token(part, token->end);
    } else if (is_start) {
      constraint.reset();
    }
    if (token) token = next_token(part, token->end);
  }
  if (!begin) return std::nullopt;
  return Token{*begin, part.size()};
}

void erase_clause(std::string& part, std::string_view keyword) {
  const auto clause = find_clause(part, keyword);
  if (!clause) return;
  part.erase(clause->begin, clause->end - clause->begin);
  part = std::string(trim_end(part));
}

/// Where the clauses begin that follow a column's name and type.
std::size_t first_clause(std::string_view part) {
  const auto name = next_token(part, 0);
  for (auto token = next_token(part, name->end); token; token = next_token(part, token->end)) {
    if (begins_clause(part, *token, "")) return token->begin;
  }
  return part.size();
}

/// The columns a table constraint names in its first parentheses.
std::vector<std::string> constraint_columns(std::string_view constraint) {
  std::vector<std::string> names;
  auto token = next_token(constraint, 0);
  while (token && slice(constraint, *token) != "(") token = next_token(constraint, token->end);
  bool expect = true;
  while (token && (token = next_token(constraint, token->end)) &&
         slice(constraint, *token) != ")") {
    if (expect) names.push_back(unquoted(slice(constraint, *token)));
    expect = slice(constraint, *token) == ",";
  }
  return names;
}

/// The name behind the word CONSTRAINT at the front; empty where there is none.
std::string constraint_name(std::string_view constraint) {
  const auto word = next_token(constraint, 0);
  if (!word || !equals_ignoring_case(slice(constraint, *word), "constraint")) return "";
  const auto name = next_token(constraint, word->end);
  return name ? unquoted(slice(constraint, *name)) : "";
}

bool constraint_is(std::string_view constraint, std::string_view word) {
  auto token = next_token(constraint, 0);
  if (token && equals_ignoring_case(slice(constraint, *token), "constraint")) {
    token = next_token(constraint, token->end);
    if (token) token = next_token(constraint, token->end);
  }
  return token && equals_ignoring_case(slice(constraint, *token), word);
}

}  // namespace

TableText::TableText(std::string_view create_table) {
  const std::string text = with_block_comments(create_table);
  auto token = next_token(text, 0);
  while (token && slice(text, *token) != "(") token = next_token(text, token->end);
  if (!token) throw Error("the definition of the table has no list of columns: " + text);
  const std::size_t close = skip_parentheses(text, token->begin) - 1;
  const auto part = [&](std::size_t from, std::size_t to) {
    return std::string(trim(std::string_view(text).substr(from, to - from)));
  };
  std::size_t begin = token->end;
  for (std::size_t at = begin; at < close;) {
    const auto next = next_token(text, at);
    if (!next) break;
    const std::string_view mark = slice(text, *next);
    at = mark == "(" ? skip_parentheses(text, next->begin) : next->end;
    if (mark != "," && next->begin < close) continue;
    parts_.push_back({part(begin, next->begin), false});
    begin = next->end;
  }
  if (begin < close) parts_.push_back({part(begin, close), false});
  for (Part& one : parts_) one.is_column = !begins_constraint(one.text);
  suffix_ = text.substr(close);
}

bool TableText::has_column(std::string_view name) const {
  const auto names = column_names();
  return std::any_of(names.begin(), names.end(),
                     [&](const auto& other) { return equals_ignoring_case(name, other); });
}

TableText::Part& TableText::column(std::string_view name) {
  const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) {
    return part.is_column && equals_ignoring_case(column_name(part.text), name);
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
        part.is_column ? std::vector<std::string>{} : constraint_columns(part.text);
    const bool names_it = !constraint_is(part.text, "check") &&
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
    return equals_ignoring_case(constraint_name(text), name);
  };
  const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) {
    return !part.is_column && constraint_is(part.text, "foreign") && is_named(part.text);
  });
  if (found != parts_.end()) {
    parts_.erase(found);
    return;
  }
  for (Part& part : parts_) {
    if (!part.is_column) continue;
    const auto clause = find_clause(part.text, "references");
    if (!clause || !is_named(slice(part.text, *clause))) continue;
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
  std::erase_if(parts_, [](const Part& part) {
    return !part.is_column && constraint_is(part.text, "primary");
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
  const auto first = next_token(part.text, 0);
  const std::size_t clauses = first_clause(part.text);
  const std::string rest = clauses == part.text.size() ? "" : " " + part.text.substr(clauses);
  part.text = std::string(slice(part.text, *first)) + " INTEGER PRIMARY KEY AUTOINCREMENT" + rest;
}

std::vector<std::string> TableText::column_names() const {
  std::vector<std::string> names;
  for (const Part& part : parts_) {
    if (part.is_column) names.push_back(column_name(part.text));
  }
  return names;
}

std::string TableText::create(const std::string& name) const {
  std::vector<std::string> texts;
  for (const Part& part : parts_) texts.push_back(part.text);
  return "CREATE TABLE " + name + " (" + join(texts, ", ") + suffix_;
}

}  // namespace ebbtide
