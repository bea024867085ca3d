#pragma once

#include <map>
#include <string>
#include <vector>

#include "history/history.h"

namespace ebbtide {

/// Changesets that a database may take for one where a statement names them by their texts: some
/// collations make no difference between letters of another case or with another accent, nor
/// between texts with and without blanks at the end. What looks different here is different for
/// every collation; the other way round nothing is promised. So an answer of no makes a plain `=`
/// safe, and one of yes only costs a longer statement.
class LookAlikes {
 public:
  LookAlikes() = default;
  explicit LookAlikes(const History& history);

  /// From now on it is known.
  void add(const ChangeSetId& id);
  /// Whether another changeset than this one is known that may be taken for it.
  bool has(const ChangeSetId& id) const;

 private:
  std::map<std::string, std::vector<ChangeSetId>> plain_;  ///< by what all collations make of them
  std::vector<ChangeSetId> special_;                       ///< with letters beyond ASCII
};

}  // namespace ebbtide
