#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "changelog/changelog.h"
#include "history/store.h"

namespace ebbtide {

/// How much a finding matters to a migration.
enum class Severity { blocks, attention, note };

/// One thing that a migration from Liquibase would meet, with all the places where it is.
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

/// Findings in the order they were made; the same thing in another place is one finding.
class Findings {
 public:
  void add(Finding finding);
  const std::vector<Finding>& all() const { return all_; }

 private:
  std::vector<Finding> all_;
};

/// What the changelog alone has: pieces that need Java, programs that it runs, what cannot be read.
void find_in_changelog(const Changelog& changelog, const std::vector<Problem>& problems,
                       Findings& findings);

/// What the history has against the changelog: checksums that differ and why, changesets under
/// another path, rows that nobody knows.
void find_in_history(const Changelog& changelog, const History& history, const HistoryStore& store,
                     const Hashing& hashing, Findings& findings);

}  // namespace ebbtide
