// `a1`, `A1` and `a1 ` are three changesets to us and may be one to the database. Which texts a
// collation takes for equal is not known here, only what every collation tells apart:
//
//   texts of ASCII         equal without case and blanks at the end, or different everywhere
//   with other letters     `ä` can be `a`, `ß` can be `ss`, and some letters are nothing at all
//
// The latter may be equal where what stands before the first such letter of either text agrees, and
// what stands behind the last: `straße` and `STRASSE`, but not `straße` and `stress`.
//
// So those of ASCII are found by a key, and only the others, which are few, are compared one by
// one.
#include "history/look_alikes.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Letters beyond ASCII can be equal to others, to several or to none.
bool is_special(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte >= 0x7f;
}

std::string folded(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return lower(text);
}

bool has_special(const ChangeSetId& id) {
  const auto has = [](const std::string& text) {
    return std::any_of(text.begin(), text.end(), is_special);
  };
  return has(id.id) || has(id.author) || has(id.path);
}

std::string key_of(const ChangeSetId& id) {
  return folded(id.id) + '\n' + folded(id.author) + '\n' + folded(id.path);
}

/// Whether what stands before the first special letter of either text can be the same, and what
/// stands behind the last.
bool may_be_equal(const std::string& a, const std::string& b) {
  const std::string first = folded(a), second = folded(b);
  if (std::none_of(first.begin(), first.end(), is_special) &&
      std::none_of(second.begin(), second.end(), is_special))
    return first == second;
  const auto compare = [](auto from, auto end, auto other, auto other_end) {
    for (; from != end && other != other_end; ++from, ++other) {
      if (is_special(*from) || is_special(*other)) return true;
      if (*from != *other) return false;
    }
    return true;
  };
  return compare(first.begin(), first.end(), second.begin(), second.end()) &&
         compare(first.rbegin(), first.rend(), second.rbegin(), second.rend());
}

bool may_be_taken_for(const ChangeSetId& a, const ChangeSetId& b) {
  return a != b && may_be_equal(a.id, b.id) && may_be_equal(a.author, b.author) &&
         may_be_equal(a.path, b.path);
}

}  // namespace

LookAlikes::LookAlikes(const History& history) {
  for (const HistoryRow& row : history.rows()) add(row.id);
}

void LookAlikes::add(const ChangeSetId& id) {
  (has_special(id) ? special_ : plain_[key_of(id)]).push_back(id);
}

bool LookAlikes::has(const ChangeSetId& id) const {
  const auto is_other = [&](const ChangeSetId& one) { return may_be_taken_for(one, id); };
  const auto has_other = [&](const std::vector<ChangeSetId>& some) {
    return std::any_of(some.begin(), some.end(), is_other);
  };
  if (has_other(special_)) return true;
  if (!has_special(id)) {
    const auto same = plain_.find(key_of(id));
    return same != plain_.end() && has_other(same->second);
  }
  return std::any_of(plain_.begin(), plain_.end(),
                     [&](const auto& one) { return has_other(one.second); });
}

}  // namespace ebbtide
