#pragma once

#include <functional>
#include <string>
#include <vector>

#include "database/statement.h"
#include "executor/locked.h"
#include "sql/splitter.h"

namespace ebbtide {

/// Marks the state of a database, or of an offline history, with a tag. An empty history gets a row
/// that stands for nothing. The tag replaces one that the last row has; the observer hears of that,
/// and of one that older rows have too. Throws UsageError for a tag that the history cannot keep,
/// and Error where it is not clear which row is the last.
void tag(OpenDatabase& database, const std::string& name, const LockOptions& lock,
         const Surroundings& with);

/// Whether a row has exactly this tag, its letters as they are given. Takes no lock.
bool tag_exists(OpenDatabase& database, const std::string& name);

/// Who holds the lock by its table, and what the database shows of the holder: `since 2026-11-22
/// 07:29:45, 3 minutes ago; no session from 10.9.8.7 is open on this database`.
struct HeldLock {
  TakenRow row;
  std::string evidence;
};
/// None where nobody holds it or there is no table.
std::vector<HeldLock> held_locks(OpenDatabase& database);

/// Frees the row of a lock whose holder is gone, and makes its table where it is missing. Throws
/// Error, unless it is forced, where the holder may be at work. Forced or not, the session lock of
/// a run that is alive stays that run's.
void release_locks(OpenDatabase& database, bool is_forced);

/// Forgets all checksums; the next update stores them anew, without asking whether a changeset was
/// changed meanwhile. Throws Error where not all could be changed.
void clear_checksums(OpenDatabase& database, const LockOptions& lock, const Surroundings& with);

/// SQL from outside of the changelog and what it stands in: the name of a file or of an option, for
/// messages.
struct GivenSql {
  std::string name;
  std::string text;
};
/// Runs the statements in one transaction, without the lock: nothing of it is recorded. `done`
/// hears of each behind it, with the rows of one that asks and a null for others; the transaction
/// may still be undone. Throws Error, before the first one, where something would swallow the rest
/// of the text.
void execute_sql(OpenDatabase& database, const GivenSql& sql, const SplitOptions& options,
                 const std::function<void(const std::string&, const Rows*)>& done);

}  // namespace ebbtide
