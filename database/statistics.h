#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sql/name.h"

namespace ebbtide {

/// How big a table is, as far as its database knows without reading all of it. Rows are an
/// estimate; bytes are those of its indexes too.
struct TableSize {
  std::optional<std::int64_t> rows = {};
  std::optional<std::int64_t> bytes = {};

  /// From the cells of an answer; what is NULL there is not known.
  static TableSize of(const std::optional<std::string>& rows,
                      const std::optional<std::string>& bytes);
};

/// What a database knows of itself that its schema does not say: the sizes of its tables, those of
/// their partitions among them, and the indexes that cost writes and serve nobody.
struct Statistics {
  std::map<std::string, TableSize> tables = {};   ///< by `place.name` or name, in lower case
  std::vector<std::string> invalid_indexes = {};  ///< `place.name`, or the name

  void add(const sql::Name& table, const TableSize& size);
  /// The size of a table. A name without a place is that of the default ones, in that order, else
  /// of the biggest table of this name. Null where nothing is known.
  const TableSize* find(const sql::Name& table, const std::vector<std::string>& own_places) const;
};

}  // namespace ebbtide
