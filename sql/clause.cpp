// The words are looked for from left to right. A bracket is passed over as a whole, so that the
// WHERE of a subquery is not taken for that of the statement.
#include "sql/clause.h"

namespace ebbtide::sql {

std::optional<Cursor> Clause::find(Words words, bool in_brackets) const {
  for (Cursor at = begin_; !at.at_end();) {
    if (at.sees_all(words)) return at;
    if (in_brackets || !at.skip_brackets()) at.skip();
  }
  return std::nullopt;
}

bool Clause::begins_with(Words words) const { return begin_.sees_all(words); }

std::string Clause::value_behind(Words words) const {
  auto at = find(words, false);
  if (!at) return "";
  at->skip(words.size());
  at->take("=");
  return at->at_end() ? "" : at->peek()->value();
}

std::vector<std::string> Clause::names_behind(Words words) const {
  auto at = find(words, false);
  if (!at) return {};
  at->skip(words.size());
  at->take("(");
  std::vector<std::string> names;
  while (auto name = at->take_plain_name()) {
    names.push_back(std::move(*name));
    if (!at->take(",")) break;
  }
  return names;
}

std::vector<std::string> Clause::all_names(std::size_t longer_than) const {
  std::vector<std::string> names;
  for (Cursor at = begin_; !at.at_end(); at.skip()) {
    if (!at.sees_name() || at.peek()->text.size() <= longer_than) continue;
    std::string name = at.peek()->value();
    if (name.size() > longer_than) names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> Clause::texts() const {
  std::vector<std::string> texts;
  for (Cursor at = begin_; !at.at_end(); at.skip()) {
    if (at.peek()->kind == TokenKind::text) texts.emplace_back(at.peek()->inside());
  }
  return texts;
}

}  // namespace ebbtide::sql
