#pragma once

#include <functional>
#include <string>
#include <vector>

#include "database/statement.h"
#include "executor/locked.h"
#include "sql/splitter.h"

namespace ebbtide {

/// Marks the state of a database, or of an offline history, with a tag. An empty history gets a row
/// that stands for nothing. Throws UsageError for a tag that the history cannot keep.
void tag(OpenDatabase& database, const std::string& name, const LockOptions& lock,
         const Surroundings& with);

bool tag_exists(OpenDatabase& database, const std::string& name);

/// Who holds the lock by its table, and what the database shows of the holder.
struct HeldLock {
  TakenRow row;
  std::string evidence;
};
/// None where nobody holds it or there is no table.
std::vector<HeldLock> held_locks(OpenDatabase& database);

/// Frees a lock whose holder is gone. Throws Error, unless it is forced, where the holder may be at
/// work.
void release_locks(OpenDatabase& database, bool is_forced);

/// Forgets all checksums; the next update stores them anew. Throws Error where not all could be
/// changed.
void clear_checksums(OpenDatabase& database, const LockOptions& lock, const Surroundings& with);

/// SQL from outside of the changelog and what it stands in.
struct GivenSql {
  std::string name;
  std::string text;
};
/// Runs the statements in one transaction. `done` hears of each, with the rows of one that asks.
/// Throws Error, before the first one, where something would swallow the rest of the text.
void execute_sql(OpenDatabase& database, const GivenSql& sql, const SplitOptions& options,
                 const std::function<void(const std::string&, const Rows*)>& done);

}  // namespace ebbtide
