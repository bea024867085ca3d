#include "database/statistics.h"

#include <charconv>

#include "text/ascii.h"

namespace ebbtide {
namespace {

/// Whether `a` has more in it, as far as both say.
bool is_bigger(const TableSize& a, const TableSize& b) {
  if (a.bytes != b.bytes) return a.bytes > b.bytes;
  return a.rows > b.rows;
}

std::optional<std::int64_t> number_in(const std::optional<std::string>& cell) {
  std::int64_t number = 0;
  if (!cell) return std::nullopt;
  const auto [end, error] = std::from_chars(cell->data(), cell->data() + cell->size(), number);
  return error == std::errc{} ? std::optional(number) : std::nullopt;
}

}  // namespace

TableSize TableSize::of(const std::optional<std::string>& rows,
                        const std::optional<std::string>& bytes) {
  return {number_in(rows), number_in(bytes)};
}

void Statistics::add(const sql::Name& table, const TableSize& size) {
  tables[lower(table.to_text())] = size;
}

const TableSize* Statistics::find(const sql::Name& table,
                                  const std::vector<std::string>& own_places) const {
  const auto exact = tables.find(lower(table.to_text()));
  if (exact != tables.end()) return &exact->second;
  const std::string name = lower(table.name);
  if (!table.place.empty()) {
    const auto bare = tables.find(name);
    return bare == tables.end() ? nullptr : &bare->second;
  }
  for (const std::string& place : own_places) {
    const auto own = tables.find(lower(place) + "." + name);
    if (own != tables.end()) return &own->second;
  }
  const TableSize* biggest = nullptr;
  for (const auto& [key, size] : tables) {
    const bool is_named = key.ends_with("." + name);
    if (is_named && (biggest == nullptr || is_bigger(size, *biggest))) biggest = &size;
  }
  return biggest;
}

}  // namespace ebbtide
