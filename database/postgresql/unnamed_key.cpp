#include "database/postgresql/unnamed_key.h"

#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string_view ending_of(sql::Thing thing) {
  switch (thing) {
    case sql::Thing::primary_key:
      return "pkey";
    case sql::Thing::unique:
      return "key";
    case sql::Thing::foreign_key:
      return "fkey";
    default:
      return "idx";
  }
}

}  // namespace

/// What is too long loses letters of the table or of the columns, whichever has more; the ending
/// stays whole.
std::string postgresql_own_name(const UnnamedKey& key) {
  constexpr std::size_t longest = 63;
  const std::string ending =
      std::string(ending_of(key.thing)) + (key.taken == 0 ? "" : std::to_string(key.taken));
  std::string table(key.table);
  std::string columns = key.thing == sql::Thing::primary_key ? "" : join(key.columns, "_");
  const std::size_t lines = columns.empty() ? 1 : 2;
  while (table.size() + columns.size() + ending.size() + lines > longest)
    (table.size() > columns.size() ? table : columns).pop_back();
  if (!columns.empty()) table += "_" + columns;
  return table + "_" + ending;
}

}  // namespace ebbtide
