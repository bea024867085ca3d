// MySQL keeps an index for each foreign key: one that begins with the key's columns, in any order,
// in the table that points and in the one that is pointed to. It makes one where there is none, and
// refuses to drop the last one that serves. Which keys that would be is found by taking the indexes
// that go and those that stay apart: a key loses its index where one of the first kind serves it
// and none of the second does.
//
//   KEY a (x), KEY b (x, y), FOREIGN KEY (x)      drop a: b still serves; drop both: refused
#include "schema/keys.h"

#include <algorithm>
#include <tuple>

#include "schema/parts.h"

namespace ebbtide::schema {
namespace {

using Columns = std::vector<std::string>;

/// The columns of each index of a table, of those that go and of those that stay.
struct Indexes {
  std::vector<Columns> going, staying;

  Indexes(const Table& table, const Goes& goes) {
    const auto add = [&](Kind kind, std::string_view name, Columns columns) {
      (goes(kind, name) ? going : staying).push_back(std::move(columns));
    };
    if (table.primary_key)
      add(Kind::primary_key, table.primary_key->name, table.primary_key->columns);
    for (const Key& one : table.uniques) add(Kind::unique, one.name, one.columns);
    for (const Index& one : table.indexes) add(Kind::index, one.name, columns_of(one));
  }

  bool lose(const Columns& columns) const {
    const auto serves = [&](const Columns& of_index) { return leads(columns, of_index); };
    return std::any_of(going.begin(), going.end(), serves) &&
           std::none_of(staying.begin(), staying.end(), serves);
  }
};

}  // namespace

std::string words_for(const ForeignKey& key) {
  return key.name.empty() ? join(key.columns, ", ") + " to " + key.referenced.name : key.name;
}

std::vector<KeyOf> keys_that_need(const Schema& schema, const Table& table, const Goes& goes,
                                  bool needs_own) {
  const Indexes indexes(table, goes);
  std::vector<KeyOf> found;
  for (const Table& other : schema.tables) {
    for (const ForeignKey& key : other.foreign_keys) {
      if (goes(Kind::foreign_key, key.name)) continue;
      const bool is_own = other.name == table.name;
      if ((needs_own && is_own && indexes.lose(key.columns)) ||
          (key.referenced == table.name && indexes.lose(key.referenced_columns)))
        found.push_back({&other, &key});
    }
  }
  std::sort(found.begin(), found.end(), [](const KeyOf& a, const KeyOf& b) {
    return std::tie(a.table->name.place, a.table->name.name, a.key->name) <
           std::tie(b.table->name.place, b.table->name.name, b.key->name);
  });
  return found;
}

}  // namespace ebbtide::schema
