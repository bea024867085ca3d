// The change types of all families, by name. Each family lists its own, so nothing but its family
// has to be touched to add one: reading, validation, checksum, help and the reference go through
// this list.
#include "changelog/change_types.h"

#include <algorithm>
#include <array>
#include <vector>

#include "changelog/changes/families.h"

namespace ebbtide {
namespace {

constexpr auto families =
    std::to_array({alter_column_changes, constraint_changes, control_changes, data_changes,
                   default_value_changes, foreign_key_changes, index_changes, load_data_changes,
                   sequence_changes, sql_changes, table_changes, view_changes});

std::vector<const ChangeType*> sorted_by_name() {
  std::vector<const ChangeType*> types;
  for (const auto family : families)
    for (const ChangeType* const type : family()) types.push_back(type);
  std::ranges::sort(types, {}, [](const ChangeType* type) { return type->name; });
  return types;
}

constexpr std::string_view paid[] = {"addCheckConstraint",
                                     "createFunction",
                                     "createPackage",
                                     "createPackageBody",
                                     "createSynonym",
                                     "createTrigger",
                                     "disableCheckConstraint",
                                     "disableTrigger",
                                     "dropCheckConstraint",
                                     "dropFunction",
                                     "dropPackage",
                                     "dropPackageBody",
                                     "dropSynonym",
                                     "dropTrigger",
                                     "enableCheckConstraint",
                                     "enableTrigger",
                                     "markUnused"};

}  // namespace

std::span<const ChangeType* const> change_types() {
  static const std::vector<const ChangeType*> types = sorted_by_name();
  return types;
}

const ChangeType* find_change_type(std::string_view name) {
  const auto types = change_types();
  const auto found =
      std::ranges::lower_bound(types, name, {}, [](const ChangeType* type) { return type->name; });
  return found != types.end() && (*found)->name == name ? *found : nullptr;
}

bool is_paid_change_type(std::string_view name) {
  return std::ranges::find(paid, name) != std::end(paid);
}

}  // namespace ebbtide
