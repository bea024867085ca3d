#include <algorithm>

#include "changelog/preconditions/families.h"

namespace ebbtide {
namespace {

/// Those that hold others first, then all by their names.
std::vector<const PreconditionType*> joined() {
  std::vector<const PreconditionType*> all;
  for (const auto family : {logic_preconditions(), object_preconditions(), row_preconditions()})
    all.insert(all.end(), family.begin(), family.end());
  std::sort(all.begin(), all.end(),
            [](const auto* one, const auto* other) { return one->name < other->name; });
  const auto nested = nested_preconditions();
  all.insert(all.begin(), nested.begin(), nested.end());
  return all;
}

}  // namespace

std::span<const PreconditionType* const> precondition_types() {
  static const std::vector<const PreconditionType*> all = joined();
  return all;
}

}  // namespace ebbtide
