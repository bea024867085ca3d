#pragma once

#include <string>
#include <vector>

#include "database/names.h"
#include "lint/findings.h"

namespace ebbtide {

/// A changeset that was written anew.
struct FixedChangeSet {
  std::string change_set;               ///< `path::id::author`
  Position where = {};                  ///< as it was
  std::vector<std::string> rules = {};  ///< that have found something in it
  std::vector<std::string> made = {};   ///< the ids of what stands in its place, in order
};

/// What came of it.
struct LintFixes {
  std::vector<FixedChangeSet> fixed = {};
  std::vector<Problem> refused = {};    ///< what cannot be rewritten, and why
  std::vector<std::string> files = {};  ///< that were written
};

/// Writes changesets anew that lock a table while they look at all of its rows, where there is a
/// form that does not. Each step of it is a changeset of its own, with its way back:
///
///   an index            CREATE INDEX CONCURRENTLY, outside of a transaction
///   a foreign key       NOT VALID, then VALIDATE CONSTRAINT
///   SET NOT NULL        a check NOT VALID, VALIDATE CONSTRAINT, then SET NOT NULL without the
///   check
///
/// What else such a changeset does stays in its order. Touched are only findings that count, of
/// changesets that are judged. `folders` are those of the search path. Throws Error where a file
/// cannot be written; then some may have been.
LintFixes fix_findings(const lint::Scene& scene, const std::vector<lint::Finding>& findings,
                       const Names& names, const std::vector<std::string>& folders);

}  // namespace ebbtide
