#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changelog/changelog.h"
#include "history/store.h"

namespace ebbtide {

/// Why an update leaves a changeset out. Several reasons may hold, and are kept in the order they
/// are found.
enum class SkipReason { context, label, ignored, already_ran, after_tag, after_count };

/// One changeset of the changelog and what an update makes of it. Borrows all that it points to.
struct PlannedChangeSet {
  const ChangeSet* change_set = nullptr;
  const HistoryRow* ran = nullptr;  ///< its row, where it ran before
  const HistoryStore* store = nullptr;
  std::vector<SkipReason> skipped_for;
  bool is_invalid = false;  ///< to be marked as ran, as onValidationFail asks for

  bool runs() const { return skipped_for.empty(); }
  /// Whether its row is to be given the checksum of today: it has an older one, or none.
  bool wants_checksum() const;
  bool has_old_checksum() const;
  bool was_filtered() const;  ///< whether anything but having run keeps it out
};

/// How far an update goes; to the end where neither is given. With both, the first that is reached
/// counts.
struct UpdateLimit {
  std::optional<std::string> tag;  ///< up to and including the changeset with this tag
  std::optional<int> count;        ///< at most this many changesets
};

/// What an update will do, changeset by changeset in the order of the changelog. Borrows the
/// changelog, the history and its store: a plan is as old as the history it was made from.
struct UpdatePlan {
  std::vector<PlannedChangeSet> change_sets;
  bool found_tag = true;  ///< whether the tag of the limit is in the changelog

  /// How many changesets it would run, and how many have run before.
  std::size_t pending() const;
  std::size_t already_ran() const;
  /// Whether the update has nothing to write, neither a changeset nor a checksum.
  bool is_idle() const;
};

/// Decides for each changeset whether it is to be run, and if not, why; reads only. The database is
/// not asked, and files of a changeset are read only where runOnChange needs its checksum: throws
/// Error where one is not there.
UpdatePlan plan_update(const Changelog& changelog, const History& history,
                       const HistoryStore& store, const Hashing& hashing, const UpdateLimit& limit);

/// Why the changeset is not for this run, by context, label and ignore; empty when it is. The same
/// for updates and rollbacks.
std::vector<SkipReason> filters_against(const ChangeSet& change_set, const Selection& selection);

}  // namespace ebbtide
