#pragma once

#include <set>
#include <string>
#include <utility>

#include "changelog/changelog.h"
#include "history/store.h"

namespace ebbtide {

/// Checks a changelog against a database's history before anything runs: identities that are given
/// twice, checksums that changed, changes that cannot work on this database, preconditions that it
/// could not answer. What contexts and labels keep out is not looked at. Asks the catalog where a
/// change does, and changes nothing. Throws ValidationFailed with all of it. Borrows its members,
/// for one call of `run`.
struct Validation {
  /// Changesets with the checksums of rows that are theirs.
  using Stood = std::set<std::pair<const ChangeSet*, std::string>>;

  const Changelog& changelog;
  const History& history;
  const HistoryStore& store;
  const Target& target;
  bool is_strict = false;           ///< whether an author must be given
  bool asks_preconditions = false;  ///< whether what runs next asks the preconditions
  /// Checksums that were compared before and not again, for who validates one changelog many times;
  /// gets those that stand now. May be null.
  Stood* stood = nullptr;

  /// The changesets that are invalid and say that they shall count as ran then.
  std::set<const ChangeSet*> run() const;
};

}  // namespace ebbtide
