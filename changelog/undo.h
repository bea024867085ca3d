#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "changelog/changelog.h"

namespace ebbtide {

/// A change that takes part in undoing a changeset: one of its rollback block, of the changeset the
/// block refers to, or the inverse of one of its own. It owns an inverse; all else it borrows from
/// the changelog, which must live as long.
class UndoChange {
 public:
  explicit UndoChange(const Change& borrowed) : change_(&borrowed) {}
  explicit UndoChange(const Change&&) = delete;
  explicit UndoChange(std::unique_ptr<Change> owned)
      : owned_(std::move(owned)), change_(owned_.get()) {}
  const Change& operator*() const { return *change_; }
  const Change* operator->() const { return change_; }

 private:
  std::unique_ptr<Change> owned_;
  const Change* change_;
};

/// How one changeset is undone.
struct Undo {
  std::vector<UndoChange> changes;  ///< in the order they run; none where there is nothing to do
  bool is_automatic = false;        ///< made of inverses, not written by somebody
  std::vector<Problem>
      refusals;  ///< why it cannot be undone, one per change that stands in the way
};

/// Finds out how a changeset is undone on this database, without doing anything. Throws nothing for
/// what is wrong with it: all of that is in `refusals`, and where there is one, `changes` are not
/// to be run. The target may have any quoting.
Undo plan_undo(const ChangeSet& change_set, const Changelog& changelog, const Target& target);

}  // namespace ebbtide
