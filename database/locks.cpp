// The first row that fits counts, so that in a table of rows the one for CONCURRENTLY stands before
// the one for all others.
#include "database/locks.h"

#include <algorithm>

namespace ebbtide {

std::vector<SqlLock> locks_by(std::span<const SqlLockRow> rows, const sql::Effect& effect) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const SqlLockRow& one) {
    return effect.is(one.verb, one.thing) && (!one.concurrently || effect.concurrently) &&
           (one.word.empty() || one.word == effect.word);
  });
  std::vector<SqlLock> locks;
  if (row == rows.end()) return locks;
  // An index that is named alone.
  const std::string object = effect.object.name.empty()
                                 ? sql::Name{effect.object.place, effect.part}.to_text()
                                 : effect.object.to_text();
  if (!row->mode.empty() && !object.empty()) locks.push_back({std::string(row->mode), object});
  if (!row->other.empty() && !effect.other.name.empty())
    locks.push_back({std::string(row->other), effect.other.to_text()});
  return locks;
}

}  // namespace ebbtide
