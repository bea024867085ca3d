#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "history/history.h"
#include "text/error.h"

namespace ebbtide {

/// Back to the state of a release: everything that ran after its tag was set is undone. The row
/// with the tag stays, unless its changeset does nothing but set it. As Liquibase does: the letters
/// of a tag are compared in any case, and of several rows with it the oldest is meant.
struct RollbackToTag {
  std::string tag;
  bool newest = false;  ///< of several rows with the tag, the newest one instead of the oldest
  bool undoes_equal_tags = true;  ///< what set the tag again after the oldest, too
};
/// Back to the state of a moment: everything that ran after it is undone, what ran in it stays.
/// Compared to the millisecond with DATEEXECUTED as it is stored, which is the time of the session
/// that wrote it; a zone does not count.
struct RollbackToDate {
  std::string moment;  ///< `2026-11-22 07:29:45`
};
/// The last changesets are undone, this many: of those that the changelog has and contexts, labels
/// and `ignore` leave. 0 undoes nothing, more than there are undoes all.
struct RollbackCount {
  int count = 0;
};

/// These changesets and no others, whatever ran after them. Named as the changelog or the history
/// names them.
struct RollbackChosen {
  std::vector<ChangeSetId> ids;
};
/// What one run did, by its DEPLOYMENT_ID; the newest run, that of the last row, where the id is
/// empty.
struct RollbackDeployment {
  std::string id;
};

/// How far back. To add a way to say it: 1. a struct with what it takes; 2. a type here; 3. its
/// rows in rows_to_undo, and in rows_in_doubt where the order of rows decides; 4. what is left of
/// it after a kill in rest_of and word_of, unless given again it means the rest by itself; 5. a
/// command that makes it.
using RollbackGoal =
    std::variant<RollbackToTag, RollbackToDate, RollbackCount, RollbackChosen, RollbackDeployment>;

/// A rollback that is refused for what was asked, before anything was undone: the message says what
/// to ask in its place.
class GoalRefused : public Error {
 public:
  using Error::Error;
};

/// What is left of a goal after an earlier run was cut off: changesets that it had left half done
/// and that are undone by now count as part of it. `word` is what that run has left word of; given
/// its goal again, or the number that is left, both together do it once. Nothing where all of it is
/// done. Throws GoalRefused where another number is given, and says what is left.
std::optional<RollbackGoal> rest_of(RollbackGoal goal, const std::vector<ChangeSetId>& finished,
                                    const History& history, const std::string& word = {});

/// What a rollback leaves word of for whoever comes after a kill, where asking for the same goal
/// again would undo more: `rollback of 2 to 4 rows`, the number of rows that the history will have,
/// where one that stands twice counts once: it goes as one.
/// Empty for a goal that says the same again.
std::string word_of(const RollbackGoal& goal, std::size_t rows_left);

/// Reads a date as rollback-to-date takes it: `2026-11-22`, `2026-11-22 07:29:45` or with a `T` and
/// a fraction, and `07:29:45` for the first of January 1970, as Liquibase does. Throws UsageError
/// for any other text and for a day or a time that does not exist.
RollbackToDate parse_rollback_date(std::string_view text);

/// The rows the goal asks to undo, before contexts, labels and dbms leave some out. A count takes
/// all of them: what it counts is what is left. The pointers are into the history. Throws Error for
/// a tag nobody set, a changeset or a deployment that the history does not have.
std::set<const HistoryRow*> rows_to_undo(const RollbackGoal& goal, const History& history);

/// The rows of which the history does not tell whether the goal asks for them, or before which
/// others they have to be undone: they have no date, and their order says too little. None for
/// changesets that are named one by one, which need no order.
std::vector<const HistoryRow*> rows_in_doubt(const RollbackGoal& goal, const History& history);

}  // namespace ebbtide
