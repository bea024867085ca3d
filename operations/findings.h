#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "changelog/changelog.h"
#include "history/store.h"

namespace ebbtide {

/// How much a finding matters to a migration: it stops it; somebody should look at it; it is good
/// to know.
enum class Severity { blocks, attention, note };

/// One thing that a migration from Liquibase would meet, with all the places where it is. `what`
/// and `advice` are sentences without an end, for people; `kind` is for programs and does not
/// change.
struct Finding {
  struct Place {
    Position where;
    std::string change_set;  ///< `path::id::author`, empty where it is of none
  };

  std::string_view kind;  ///< such as `java-class`; the same for all findings of a sort
  Severity severity = Severity::note;
  std::string what;
  std::string advice;
  std::vector<Place> places = {};
};

/// Findings in the order they were made; the same thing, of one kind and in the same words, in
/// another place is one finding.
class Findings {
 public:
  /// Adds the places to the same finding where it is there already.
  void add(Finding finding);
  const std::vector<Finding>& all() const { return all_; }

 private:
  std::vector<Finding> all_;
};

/// What the changelog alone has: pieces that need Java, programs that it runs, what cannot be read.
/// `problems` are those of reading it. What is not to be run again stops nothing: `is_done` tells
/// of each changeset whether that is so, where somebody knows.
void find_in_changelog(const Changelog& changelog, const std::vector<Problem>& problems,
                       Findings& findings,
                       const std::function<bool(const ChangeSet&)>& is_done = {});

/// What the history has against the changelog: checksums that differ and why, changesets under
/// another path, rows that nobody knows. A checksum that cannot be made, since a file is gone, is a
/// finding.
void find_in_history(const Changelog& changelog, const History& history, const HistoryStore& store,
                     const Hashing& hashing, Findings& findings);

}  // namespace ebbtide
