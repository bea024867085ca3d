#include "changelog/changelog.h"

#include <algorithm>

namespace ebbtide {

const ChangeSet* Changelog::find(const ChangeSetId& id) const {
  const ChangeSetId wanted = id.normalized();
  const auto found = std::find_if(change_sets.begin(), change_sets.end(), [&](const ChangeSet& change_set) {
    return change_set.id.id == wanted.id && change_set.id.author == wanted.author && change_set.id.normalized() == wanted;
  });
  return found == change_sets.end() ? nullptr : &*found;
}

}  // namespace ebbtide
