// MySQL keeps an index for each foreign key: one that begins with the key's columns, in any order,
// in the table that points and in the one that is pointed to. It makes one where there is none, and
// refuses to drop the last one that serves. Which keys that would be is found by taking the indexes
// that go and those that stay apart: a key loses its index where one of the first kind serves it
// and none of the second does.
//
//   KEY a (x), KEY b (x, y), FOREIGN KEY (x)      drop a: b still serves; drop both: refused
#include "schema/keys.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// The columns of `table` that a foreign key points to.
std::vector<std::string> pointed_columns(const StructureObject& key, std::string_view table) {
  std::vector<std::string> columns;
  const std::string begin = std::string(table) + ".";
  for (const std::string& used : key.uses) {
    if (starts_with_ignoring_case(used, begin)) columns.push_back(used.substr(begin.size()));
  }
  return columns;
}

}  // namespace

bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return equals_ignoring_case(one, name); });
}

bool uses(const StructureObject& object, std::string_view name) {
  const std::string column = std::string(name) + ".";
  return std::any_of(object.uses.begin(), object.uses.end(), [&](const std::string& one) {
    return equals_ignoring_case(one, name) || starts_with_ignoring_case(one, column);
  });
}

bool is_index(const StructureObject& object) {
  return object.kind == "index" || object.kind == "unique constraint" ||
         object.kind == "primary key";
}

bool leads_with(const StructureObject& index, const std::vector<std::string>& columns) {
  if (columns.empty() || index.columns.size() < columns.size()) return false;
  return std::all_of(index.columns.begin(),
                     index.columns.begin() + static_cast<std::ptrdiff_t>(columns.size()),
                     [&](const std::string& one) { return has_name(columns, one); });
}

std::vector<const StructureObject*> keys_that_need(
    const Structure& structure, std::string_view table,
    const std::function<bool(const StructureObject&)>& goes, bool needs_own) {
  std::vector<const StructureObject*> going, staying, found;
  for (const StructureObject& object : structure.objects()) {
    if (!is_index(object) || !object.schema.empty() || !equals_ignoring_case(object.table, table))
      continue;
    (goes(object) ? going : staying).push_back(&object);
  }
  const auto keeps = [&](const std::vector<const StructureObject*>& indexes,
                         const std::vector<std::string>& columns) {
    return std::any_of(indexes.begin(), indexes.end(),
                       [&](const StructureObject* index) { return leads_with(*index, columns); });
  };
  const auto loses_index = [&](const std::vector<std::string>& columns) {
    return keeps(going, columns) && !keeps(staying, columns);
  };
  for (const StructureObject& key : structure.objects()) {
    if (key.kind != "foreign key" || goes(key)) continue;
    const bool is_own = key.schema.empty() && equals_ignoring_case(key.table, table);
    if ((needs_own && is_own && loses_index(key.columns)) ||
        loses_index(pointed_columns(key, table)))
      found.push_back(&key);
  }
  return found;
}

}  // namespace ebbtide
