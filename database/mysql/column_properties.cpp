// Two definitions of one column, as SHOW CREATE TABLE and as a statement have them, and what the
// first says that the second does not. A definition is cut into properties at the words that begin
// one, outside brackets; the text of each is kept, since that is what people are told:
//
//   int(11) NOT NULL DEFAULT 7 COMMENT 'a, b'       NOT NULL; DEFAULT 7; COMMENT 'a, b'
//
// No loss is: NULL and DEFAULT NULL, which is what a column is anyway; keys and the place, which
// MODIFY leaves alone; NOT NULL of a key or a numbered column, which the server keeps.
#include "database/mysql/column_properties.h"

#include <algorithm>
#include <array>
#include <optional>

#include "sql/cursor.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The words a property of a column begins with.
struct Beginning {
  std::string_view property;
  std::array<std::string_view, 2> words;
};
constexpr std::array beginnings{
    Beginning{"NULL", {"not", "null"}},
    Beginning{"NULL", {"null", ""}},
    Beginning{"DEFAULT", {"default", ""}},
    Beginning{"ON UPDATE", {"on", "update"}},
    Beginning{"COMMENT", {"comment", ""}},
    Beginning{"AUTO_INCREMENT", {"auto_increment", ""}},
    Beginning{"COLLATE", {"collate", ""}},
    Beginning{"CHARACTER SET", {"character", "set"}},
    Beginning{"CHARACTER SET", {"charset", ""}},
    Beginning{"GENERATED", {"generated", "always"}},
    Beginning{"GENERATED", {"as", ""}},
    Beginning{"CHECK", {"check", ""}},
    Beginning{"INVISIBLE", {"invisible", ""}},
    Beginning{"COMPRESSED", {"compressed", ""}},
    Beginning{"KEY", {"primary", "key"}},
    Beginning{"KEY", {"unique", ""}},
    Beginning{"KEY", {"references", ""}},
    Beginning{"PLACE", {"first", ""}},
    Beginning{"PLACE", {"after", ""}},
};

struct Property {
  std::string_view name;
  std::string text;
};

std::optional<std::string_view> property_at(const std::vector<sql::Token>& tokens, std::size_t at) {
  for (const Beginning& one : beginnings) {
    const bool has_second =
        one.words[1].empty() || (at + 1 < tokens.size() && tokens[at + 1].is(one.words[1]));
    if (tokens[at].is(one.words[0]) && has_second) return one.property;
  }
  return std::nullopt;
}

/// The properties that a definition states, each with its text.
std::vector<Property> properties_of(std::string_view definition, const sql::Syntax& syntax) {
  const auto tokens = sql::code_of(definition, syntax);
  std::vector<Property> found;
  std::size_t begin = 0, end = 0;
  int depth = 0;
  const auto close = [&] {
    if (!found.empty()) found.back().text = definition.substr(begin, end - begin);
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    // `DEFAULT NULL`, `NOT NULL`: the word behind begins nothing of its own.
    const bool is_behind = i > 0 && (tokens[i - 1].is("default") || tokens[i - 1].is("not") ||
                                     tokens[i - 1].is("always") || tokens[i - 1].is("primary"));
    const auto property = depth == 0 && !is_behind ? property_at(tokens, i) : std::nullopt;
    if (property) {
      close();
      found.push_back({*property, ""});
      begin = tokens[i].begin.offset;
    }
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")")) --depth;
    end = tokens[i].end();
  }
  close();
  return found;
}

bool states(const std::vector<Property>& properties, std::string_view name) {
  return std::any_of(properties.begin(), properties.end(),
                     [&](const Property& one) { return one.name == name; });
}

}  // namespace

std::vector<std::string> mysql_lost_properties(std::string_view before, std::string_view after,
                                               bool is_key, const sql::Syntax& syntax) {
  const auto stated = properties_of(after, syntax);
  std::vector<std::string> lost;
  for (const Property& one : properties_of(before, syntax)) {
    if (states(stated, one.name) || one.name == "KEY" || one.name == "PLACE") continue;
    const bool is_null =
        equals_ignoring_case(one.text, "NULL") || equals_ignoring_case(one.text, "DEFAULT NULL");
    const bool stays = one.name == "NULL" && (is_key || states(stated, "AUTO_INCREMENT"));
    if (!is_null && !stays) lost.push_back(one.text);
  }
  return lost;
}

}  // namespace ebbtide
