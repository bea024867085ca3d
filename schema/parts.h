#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model.h"
#include "text/ascii.h"

namespace ebbtide::schema {

/// Whether a name is among these, in any case.
inline bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return equals_ignoring_case(one, name); });
}

/// Whether two names are one, in any case.
inline bool same_name(const Name& a, const Name& b) {
  return equals_ignoring_case(a.name, b.name) && equals_ignoring_case(a.place, b.place);
}

/// Where the part of this name is in a list, to the letter or else in any case; the end where there
/// is none. A part without a name is never meant.
template <class Parts>
auto find_part(Parts& parts, std::string_view name) {
  auto found = parts.end();
  for (auto one = parts.begin(); one != parts.end() && !name.empty(); ++one) {
    if (one->name == name) return one;
    if (found == parts.end() && equals_ignoring_case(one->name, name)) found = one;
  }
  return found;
}

/// Whether there is one of this name, found the same way.
template <class Parts>
bool has_part(const Parts& parts, std::string_view name) {
  return find_part(parts, name) != parts.end();
}

/// The columns of an index, in their order; an expression has an empty text in its place.
std::vector<std::string> columns_of(const Index& index);

/// Whether these are the first columns of an index, in any order: (b, a) leads (a, b, c), and (a,
/// c) does not. Never for no columns.
bool leads(const std::vector<std::string>& columns, const std::vector<std::string>& of_index);

}  // namespace ebbtide::schema
