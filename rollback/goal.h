#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "history/history.h"

namespace ebbtide {

/// Back to the state of a release: everything that ran after its tag was set is undone.
struct RollbackToTag {
  std::string tag;
  bool newest = false;  ///< of several rows with the tag, the newest one instead of the oldest
  bool undoes_equal_tags = true;  ///< what set the tag again after the oldest, too
};
/// Back to the state of a moment: everything that ran after it is undone.
struct RollbackToDate {
  std::string moment;  ///< `2026-11-22 07:29:45`
};
/// The last changesets are undone, this many.
struct RollbackCount {
  int count = 0;
};

/// These changesets and no others, whatever ran after them.
struct RollbackChosen {
  std::vector<ChangeSetId> ids;
};
/// What one run did; the newest run where no id is given.
struct RollbackDeployment {
  std::string id;
};

using RollbackGoal =
    std::variant<RollbackToTag, RollbackToDate, RollbackCount, RollbackChosen, RollbackDeployment>;

/// What is left of a goal after an earlier run was cut off: changesets that it had left half done
/// and that are undone by now count as part of it. `word` is what that run has left word of; given
/// its goal again, or the number that is left, both together do it once. Nothing where all of it is
/// done. Throws Error where another number is given, and says what is left.
std::optional<RollbackGoal> rest_of(RollbackGoal goal, const std::vector<ChangeSetId>& finished,
                                    const History& history, const std::string& word = {});

/// What a rollback leaves word of for whoever comes after a kill, where asking for the same goal
/// again would undo more: `rollback of 2 to 4 rows`, the number of rows that the history will have.
/// Empty for a goal that says the same again.
std::string word_of(const RollbackGoal& goal, std::size_t rows_left);

/// Reads a date as rollback-to-date takes it. Throws UsageError for any other text.
RollbackToDate parse_rollback_date(std::string_view text);

/// The rows the goal asks to undo, before contexts, labels and dbms leave some out. A count takes
/// all of them: what it counts is what is left. Throws Error for a tag nobody set, a changeset or a
/// deployment that the history does not have.
std::set<const HistoryRow*> rows_to_undo(const RollbackGoal& goal, const History& history);

/// The rows of which the history does not tell whether the goal asks for them, or before which
/// others they have to be undone: they have no date, and their order says too little.
std::vector<const HistoryRow*> rows_in_doubt(const RollbackGoal& goal, const History& history);

}  // namespace ebbtide
