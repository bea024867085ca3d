#pragma once

#include <deque>
#include <set>
#include <string>
#include <vector>

#include "changelog/change_set.h"
#include "changelog/properties.h"

namespace ebbtide {

/// A changelog with everything it includes: the changesets in the order they run. Changesets for
/// other databases are left out, but counted. Made by formats/load.h, for one selection and one
/// database; read-only from then on, so that several threads may have it.
struct Changelog {
  /// Preconditions of a whole changelog file.
  struct Check {
    std::string file;
    std::unique_ptr<PreconditionBlock> block;
  };

  std::string file;
  std::string path;                   ///< its logical path, or as the file was named
  std::deque<ChangeSet> change_sets;  ///< they stay where they are, so they can be pointed to
  std::vector<Check> preconditions;
  std::vector<ChangeSetId> for_other_databases;
  /// The contexts and labels that any file names, also for other databases; lower case.
  std::set<std::string> known_contexts, known_labels;
  std::vector<Problem> warnings;  ///< what is odd but stops nothing
  Properties properties;

  explicit Changelog(Properties known) : properties(std::move(known)) {}

  /// The changeset of this identity, or nothing. Paths are compared normalized. Of several that
  /// are the same the first is found.
  const ChangeSet* find(const ChangeSetId& id) const;
};

}  // namespace ebbtide
