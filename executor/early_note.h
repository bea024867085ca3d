#pragma once

#include <optional>
#include <utility>

#include "executor/run.h"

namespace ebbtide {

/// The note that a changeset at its end may write of the next one, so that both are kept by one
/// commit. Borrows the context. At most one is on its way: it is `take`n by the changeset that it
/// is about, `drop`ped with the transaction that it was in, or taken back where the run ends
/// between.
class EarlyNotes {
 public:
  explicit EarlyNotes(const RunContext& context) : context_(context) {}
  EarlyNotes(const EarlyNotes&) = delete;
  EarlyNotes& operator=(const EarlyNotes&) = delete;

  /// Queues the note of the first statement, where that is made from the changelog alone. Does
  /// nothing where the database is asked for it, where preconditions or an earlier run come first,
  /// or where nothing is noted of it. Asks the database nothing. A note that cannot be written is
  /// none, and fails nothing.
  void note(const ChangeSet& next, JournaledChangeSet about);
  std::optional<EarlyNote> take() { return std::exchange(note_, std::nullopt); }
  void drop();
  /// Forgets it in a transaction of its own. What cannot be written then is left to the next run.
  void take_back();

 private:
  const RunContext& context_;
  std::optional<EarlyNote> note_;
};

}  // namespace ebbtide
