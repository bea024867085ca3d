#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changelog/changelog.h"
#include "history/history.h"
#include "rollback/goal.h"

namespace ebbtide {

/// What the user has said about a tag that could mean several things. Where nothing was said of a
/// doubt, it refuses the rollback.
struct TagChoices {
  bool version_given = false;           ///< which of several rows, or a row that did not run
  std::optional<bool> keep_reran = {};  ///< what to do with rows that ran again after the tag
  std::optional<bool> keep_unexpected =
      {};  ///< whether rows that are not in the changelog may stay
};

/// The rows that carry a tag, oldest first, its letters in any case.
std::vector<const HistoryRow*> rows_tagged(const std::string& tag, const History& history);

/// Why it is not clear what a rollback to the tag should undo, each reason with the option that
/// says so; none where it is clear, or nobody set the tag (which is another error's to say).
std::vector<Problem> tag_doubts(const RollbackToTag& goal, const Changelog& changelog,
                                const History& history, const TagChoices& choices);

}  // namespace ebbtide
