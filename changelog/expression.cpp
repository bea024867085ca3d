// `a and !(b or c)` is asked for a list of names. No tree is made of it. Liquibase works on the
// text, and where an expression is odd only the same steps have the same answer:
//
//   1. commas outside of parentheses part it; one part that holds is enough
//   2. each parenthesis, in which a comma is an `or`, becomes ` :TRUE ` or ` :FALSE `, the inner
//      ones first
//   3. `or` between blanks parts it, then `and` does: so `and` binds stronger
//   4. a term is a name, with `!`, `not ` or `@` before it
//
//   a and !(b or c)   for a       a and ! :FALSE     holds
//                     for a, b    a and ! :TRUE      does not
//
// Without any name everything holds: who asks for no contexts wants all changesets, `!a` as well as
// `a`. Only `@a` insists on being asked for. Hence `!a` holds for `b` and for nothing, but not for
// `a`.
//
// There is no wrong expression but for parentheses: `a b`, `a && b` and `and` are names, which
// nobody asks for, so that such a changeset never runs where contexts are given.
// doubt_of_expression says so.
#include "changelog/expression.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr std::string_view true_mark = ":TRUE";
constexpr std::string_view false_mark = ":FALSE";

/// The parts between a word such as ` or `, which must have blanks on both sides.
std::vector<std::string_view> split_by_word(std::string_view text, std::string_view word) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos;) {
    const std::size_t end = at + word.size();
    if (at > begin && is_space(text[at - 1]) && end < text.size() && is_space(text[end])) {
      parts.push_back(trim(text.substr(begin, at - begin)));
      begin = end;
    }
    at = end;
  }
  parts.push_back(trim(text.substr(begin)));
  return parts;
}

/// Takes a leading `!` or `not ` off; says whether one was there.
bool take_not(std::string_view& name) {
  const bool mark = name.starts_with('!');
  if (!mark && !starts_with_ignoring_case(name, "not ")) return false;
  name = trim(name.substr(mark ? 1 : 4));
  return true;
}

bool name_matches(std::string_view name, const std::vector<std::string>& items) {
  bool negated = take_not(name);
  const bool required = name.starts_with('@');
  if (required) {
    name = trim(name.substr(1));
    negated = take_not(name) || negated;
  }
  if (!required && items.empty()) return true;
  if (name == true_mark) return !negated;
  if (name == false_mark) return negated;
  const bool found = std::any_of(items.begin(), items.end(), [&](const std::string& item) {
    return equals_ignoring_case(item, name);
  });
  return found != negated;
}

/// Replaces each parenthesis by whether what stands in it holds, from the innermost outwards.
std::string without_parentheses(std::string_view expression,
                                const std::vector<std::string>& items) {
  const auto fail = [&] {
    throw Error("a parenthesis is not closed in the expression '" + std::string(expression) + "'");
  };
  std::vector<std::string> open{""};  // the text so far of each parenthesis that is open
  for (const char c : expression) {
    if (c == '(') {
      open.emplace_back();
    } else if (c == ')') {
      if (open.size() == 1) fail();
      const bool holds = expression_matches(open.back(), items);
      open.pop_back();
      open.back() += " " + std::string(holds ? true_mark : false_mark) + " ";
    } else {
      open.back() += c;
    }
  }
  if (open.size() > 1) fail();
  return open.front();
}

/// The lower-case parts between the commas that stand in no parenthesis. Liquibase parts at all of
/// them, and then refuses `(a, b) and c`; a comma means OR in there as well.
std::vector<std::string> split_alternatives(std::string_view list) {
  std::vector<std::string> parts{""};
  int depth = 0;
  for (const char c : lower(list)) {
    if (c == ',' && depth == 0) {
      parts.emplace_back();
      continue;
    }
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    parts.back() += c;
  }
  for (std::string& part : parts) part = trim(part);
  std::erase(parts, "");
  return parts;
}

bool any_matches(const std::vector<std::string>& expressions,
                 const std::vector<std::string>& items) {
  return expressions.empty() ||
         std::any_of(expressions.begin(), expressions.end(), [&](const std::string& expression) {
           return expression_matches(expression, items);
         });
}

}  // namespace

std::vector<std::string> parse_names(std::string_view list) { return split_list(lower(list)); }

bool expression_matches(std::string_view given, const std::vector<std::string>& items) {
  const std::string flat =
      replace_all(without_parentheses(std::string(trim(given)), items), ",", " or ");
  const auto alternatives = split_by_word(flat, "or");
  return std::any_of(alternatives.begin(), alternatives.end(), [&](std::string_view alternative) {
    const auto terms = split_by_word(alternative, "and");
    return std::all_of(terms.begin(), terms.end(),
                       [&](std::string_view term) { return name_matches(term, items); });
  });
}

void check_expression(std::string_view contexts) {
  if (contexts.find_first_of("()") == std::string_view::npos) return;
  for (const std::string& expression : split_alternatives(contexts))
    expression_matches(expression, {});
}

namespace {

/// The words and signs of an expression, in lower case.
std::vector<std::string> tokens_of(std::string_view expression) {
  std::vector<std::string> tokens;
  bool continues = false;
  for (const char c : lower(expression)) {
    const bool is_sign = contains("(),!@", std::string_view(&c, 1));
    if (is_sign || (!is_space(c) && !continues)) {
      tokens.emplace_back(1, c);
    } else if (!is_space(c)) {
      tokens.back() += c;
    }
    continues = !is_sign && !is_space(c);
  }
  return tokens;
}

}  // namespace

std::string doubt_of_expression(std::string_view expression) {
  const auto of_it = [&] { return " in the expression '" + std::string(expression) + "'"; };
  bool wants_name = true;
  std::string before;
  for (const std::string& token : tokens_of(expression)) {
    const bool joins = token == "and" || token == "or";
    if (joins && wants_name) return "a name is missing before '" + token + "'" + of_it();
    if (token.find_first_of("&|") != std::string::npos)
      return "'" + token + "' is taken as a part of a name" + of_it() + "; write 'and' or 'or'";
    const bool begins_name = !joins && token != "," && token != ")";
    if (begins_name && !wants_name)
      return "neither 'and', 'or' nor a comma stands before '" + token + "'" + of_it();
    const bool is_prefix = token == "(" || token == "!" || token == "@" || token == "not";
    if (wants_name && token == ")") return "a name is missing before ')'" + of_it();
    wants_name = joins || is_prefix || token == ",";
    before = token;
  }
  const bool ends_open = wants_name && !before.empty() && before != "," && before != "(";
  return ends_open ? "a name is missing behind '" + before + "'" + of_it() : "";
}

bool context_matches(std::string_view expression, const std::vector<std::string>& contexts) {
  return any_matches(split_alternatives(expression), contexts);
}

bool labels_match(std::string_view filter, std::string_view labels) {
  return any_matches(split_alternatives(replace_all(filter, "\\", "")), parse_names(labels));
}

bool dbms_matches(std::string_view list, std::string_view dbms, bool if_empty) {
  const std::vector<std::string> names = parse_names(list);
  if (names.empty()) return if_empty;
  if (dbms.empty()) return true;
  const auto has = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (has("all")) return true;
  if (has("none") || has("!" + std::string(dbms))) return false;
  const bool only_excludes = std::all_of(
      names.begin(), names.end(), [](const std::string& name) { return name.starts_with('!'); });
  return only_excludes || has(std::string(dbms));
}

void add_names(std::string_view expression, std::set<std::string>& names) {
  std::string name;
  const auto finish = [&] {
    if (!name.empty() && name != "and" && name != "or" && name != "not") names.insert(name);
    name.clear();
  };
  for (const char c : lower(expression)) {
    if (is_space(c) || contains("(),!@", std::string_view(&c, 1))) {
      finish();
    } else {
      name += c;
    }
  }
  finish();
}

}  // namespace ebbtide
