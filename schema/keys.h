#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model.h"

namespace ebbtide::schema {

/// A foreign key with the table that it is of. Borrowed.
struct KeyOf {
  const Table* table = nullptr;
  const ForeignKey* key = nullptr;
};

/// What people are told of a foreign key: its name, or `shop to shops` where it has none.
std::string words_for(const ForeignKey& key);

/// Whether a part of a table of this kind and name is to go.
using Goes = std::function<bool(Kind kind, std::string_view name)>;

/// The foreign keys that would have no index left, once the parts of the table that `goes` picks
/// are gone: those that point to its columns, and with `needs_own` those of the table itself.
std::vector<KeyOf> keys_that_need(const Schema& schema, const Table& table, const Goes& goes,
                                  bool needs_own);

}  // namespace ebbtide::schema
