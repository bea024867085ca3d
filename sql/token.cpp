#include "sql/token.h"

#include "text/ascii.h"

namespace ebbtide::sql {
namespace {

/// The mark that closes what this one opens.
char closing(char open) { return open == '[' ? ']' : open; }

}  // namespace

bool Token::has_letters_of(std::string_view keyword) const {
  return equals_ignoring_case(text, keyword);
}

std::string_view Token::inside() const {
  if (kind != TokenKind::text && kind != TokenKind::name) return text;
  if (text.starts_with('$')) {
    const std::size_t tag = text.find('$', 1) + 1;
    return text.substr(tag, text.size() - tag - (is_closed ? tag : 0));
  }
  const std::size_t open = text.find_first_of("'\"`[");  // behind the E of E'…'
  return text.substr(open + 1, text.size() - open - 1 - (is_closed ? 1 : 0));
}

std::string Token::value() const {
  const std::string_view quoted = inside();
  if (quoted.size() == text.size() || text.front() == '$') return std::string(quoted);
  const char close = closing(text[text.find_first_of("'\"`[")]);
  std::string value;
  for (std::size_t at = 0; at < quoted.size(); ++at) {
    const bool is_pair = quoted[at] == close || (has_escapes && quoted[at] == '\\');
    if (is_pair && at + 1 < quoted.size()) ++at;
    value += quoted[at];
  }
  return value;
}

}  // namespace ebbtide::sql
