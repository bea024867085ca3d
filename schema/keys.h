#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/structure.h"

namespace ebbtide {

/// Whether a name is among these, in any case.
bool has_name(const std::vector<std::string>& names, std::string_view name);

/// Whether an object needs another one, or a column of it: `orders` is used by what uses `orders`
/// or `orders.id`. Names in any case.
bool uses(const StructureObject& object, std::string_view name);

/// Whether an object keeps an index: an index itself, or a key that comes with one.
bool is_index(const StructureObject& object);

/// Whether these are the first columns of an index, in any order: (b, a) leads (a, b, c), and (a,
/// c) does not. Never for no columns.
bool leads_with(const StructureObject& index, const std::vector<std::string>& columns);

/// The foreign keys that would have no index left, once the objects of the table that `goes` picks
/// are gone: those that point to its columns, and with `needs_own` those of the table itself.
std::vector<const StructureObject*> keys_that_need(
    const Structure& structure, std::string_view table,
    const std::function<bool(const StructureObject&)>& goes, bool needs_own);

}  // namespace ebbtide
