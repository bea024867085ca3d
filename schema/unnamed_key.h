#pragma once

#include <string_view>
#include <vector>

#include "sql/effect.h"

namespace ebbtide {

/// A key or index of which the statement that makes it tells no name.
struct UnnamedKey {
  sql::Thing thing = sql::Thing::index;  ///< or primary_key, unique, foreign_key
  std::string_view table;
  const std::vector<std::string>& columns;
  /// How many names that it would have got are taken already; the first is asked for with 0.
  std::size_t taken = 0;
};

}  // namespace ebbtide
