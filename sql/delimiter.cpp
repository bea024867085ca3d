// As Liquibase does: one attribute, endDelimiter, is both a text and a regular expression, and
// which of the two it is, nobody says. Liquibase compares a token with the text, and where that
// fails matches `[\s\n\r]*` and the delimiter, in lower case, against the token before and this one
// together. Most patterns that people write are texts at the ends of lines; they are read as such,
// which is faster and finds the same:
//
//   spelling       becomes
//   ;; or @        the text, wherever a word is not cut by it, in any case
//   go             the text, but not in `gold` or `cargo`
//   /              only at the start of a line
//   \nGO           `go` at the start of a line
//   \n/\s*\n|;     two of them: `/` alone on a line, and `;`
//   \n/$           `/` that stands alone on a line
//   [;@]  a|b      a pattern: it has a class, a group, a choice without escapes or an escape of
//                  another kind (is_real_pattern). Matched as Liquibase does
//
// A pattern that Java would refuse is no reason to stop here: the text still counts, and problem()
// says what is wrong, so that whoever runs the changeset can refuse it with its place.
#include "sql/delimiter.h"

#include <algorithm>
#include <stdexcept>

#include "sql/lexer.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// `\n` and `\r` as the characters they stand for; what only has meaning in a pattern goes.
std::string literal_delimiter(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    const char next = text[++at];
    if (next == 'n') out += '\n';
    if (next == 'r') out += '\r';
    if (next == 's') {
      if (at + 1 < text.size() && (text[at + 1] == '*' || text[at + 1] == '+')) ++at;
    } else if (next != 'n' && next != 'r') {
      out += next;
    }
  }
  return out;
}

SqlDelimiters::Delimiter parse(std::string_view alternative) {
  SqlDelimiters::Delimiter parsed;
  if (alternative.size() > 1 && alternative.ends_with('$') && !alternative.ends_with("\\$") &&
      contains(alternative, "\\")) {
    parsed.to_line_end = true;
    alternative.remove_suffix(1);
  }
  const std::string text = literal_delimiter(alternative);
  const std::string_view core = trim(text);
  const std::size_t last_end = text.find_last_of("\r\n");
  parsed.at_line_start =
      core == "/" || (!core.empty() && text.find_first_of("\r\n") < text.find(core));
  parsed.to_line_end = parsed.to_line_end || (!core.empty() && last_end != std::string::npos &&
                                              last_end > text.find(core));
  parsed.text = lower(core);
  return parsed;
}

/// Whether it can only be a pattern: `\n`, `\r`, `\s*`, a `$` at the end and alternatives are read
/// as texts at the ends of lines.
bool is_real_pattern(std::string_view spelling) {
  if (spelling.size() < 2) return false;
  std::string rest(spelling);
  for (const std::string_view simple : {"\\s*", "\\s+", "\\s", "\\n", "\\r", "\\/", "\\;", "\\$"})
    rest = replace_all(rest, simple, "");
  const bool has_escape = contains(rest, "\\");
  const bool has_class = contains(rest, "[") && contains(rest, "]");
  const bool has_group = contains(rest, "(") && contains(rest, ")");
  const bool has_anchor = rest.starts_with('^') && rest.size() > 1 && rest.ends_with('$');
  const bool has_choice = !contains(spelling, "\\") && contains(rest, "|") &&
                          rest.find_first_not_of('|') != std::string::npos;
  return has_choice || has_escape || has_class || has_group || has_anchor;
}

/// Whether a text, of which this is a part, can be cut there without cutting a word.
bool is_between_words(std::string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || !is_in_sql_word(text[at]) ||
         !continues_sql_word(text[at - 1]);
}

}  // namespace

bool is_in_sql_word(char c) { return sql::begins_word(c) || is_digit(c); }
bool continues_sql_word(char c) { return sql::continues_word(c) || c == '#' || c == '@'; }

SqlDelimiters::SqlDelimiters(const Text& spelling) : spelling_(lower(spelling.or_empty())) {
  if (!spelling) return;
  if (is_real_pattern(*spelling)) {
    try {
      const JavaRegex alone(spelling_);  // so that what is wrong has its place in it
      pattern_ = std::make_shared<const JavaRegex>("[\\s\\n\\r]*" + spelling_);
    } catch (const std::invalid_argument& error) {
      problem_ = "endDelimiter: the regular expression '" + spelling.str() +
                 "' cannot be used: " + error.what() + "; Java's regular expressions are meant";
    }
    all_.push_back({lower(*spelling), false, false});
    return;
  }
  const bool is_pattern =
      spelling->size() > 1 && contains(*spelling, "|") && contains(*spelling, "\\");
  const auto alternatives =
      is_pattern ? split(*spelling, '|') : std::vector<std::string_view>{*spelling};
  for (const std::string_view alternative : alternatives) {
    if (Delimiter parsed = parse(alternative); !parsed.text.empty())
      all_.push_back(std::move(parsed));
  }
}

bool SqlDelimiters::ends_at(std::string_view before, std::string_view token) const {
  return pattern_->matches(lower(std::string(before) + std::string(token)));
}

std::size_t SqlDelimiters::size_at_end(std::string_view text, std::size_t from) const {
  const auto ends = [&](std::string_view delimiter) {
    return text.size() >= from + delimiter.size() && ends_with_ignoring_case(text, delimiter) &&
           is_between_words(text, text.size() - delimiter.size());
  };
  for (const Delimiter& delimiter : all_) {
    if (ends(delimiter.text)) return delimiter.text.size();
  }
  // As Liquibase does: the first tokens of a delimiter that stand last go, too.
  for (std::size_t size = spelling_.size(); size > 0; --size) {
    if (is_between_words(spelling_, size) && ends(std::string_view(spelling_).substr(0, size)))
      return size;
  }
  return 0;
}

}  // namespace ebbtide
