#include "changelog/changelog.h"

#include <algorithm>

namespace ebbtide {

const ChangeSet* Changelog::find(const ChangeSetId& id) const {
  const auto found =
      std::find_if(change_sets.begin(), change_sets.end(),
                   [&](const ChangeSet& change_set) { return is_same(change_set.id, id); });
  return found == change_sets.end() ? nullptr : &*found;
}

}  // namespace ebbtide
