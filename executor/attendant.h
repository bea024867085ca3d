#pragma once

#include <string>

#include "changelog/change_set.h"
#include "history/journal.h"

namespace ebbtide {

/// Who attends the changesets of a run, for a history whose tool does more around each of them than
/// its statements and its row. What `before` and `behind` throw is a failure of the changeset.
class Attendant {
 public:
  virtual ~Attendant() = default;
  /// Before the first statement and behind the last one, within what the bracket keeps together.
  /// Statements may still wait to be sent: who looks at what they do sends them first.
  virtual void before(const ChangeSet&) {}
  virtual void behind(const ChangeSet&) {}
  /// The changeset is kept, and its row with it.
  virtual void kept(const ChangeSet&) {}
  /// It has failed and is undone as far as that can be: so many of its statements stay. Not called
  /// where the connection is lost, or somebody asked for the end.
  virtual void failed(const ChangeSet&, int /*statements*/) {}
  /// What to do about one that was left half done on this way and cannot be gone on with.
  virtual std::string way_out(Direction direction) const = 0;
};

}  // namespace ebbtide
