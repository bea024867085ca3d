#pragma once

#include <memory>

#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "history/lock.h"

namespace ebbtide {

/// The right to change a database, for the lifetime of the object, and the history as it is under
/// the lock. Nobody else changes the history meanwhile, so it is read anew only after something was
/// done to it here. The database must not be offline, and its session must stay: a reconnect would
/// lose the lock. Borrows what it is made from.
class Locked {
 public:
  /// Whether the history table is made where it is missing, and an older one brought up to date.
  enum class Tables { as_they_are, up_to_date };

  /// Waits for the lock, and tells the observer that it does. Throws Error, naming the holder,
  /// where it does not come free in time, DatabaseError where the tables cannot be made, and
  /// Interrupted.
  Locked(OpenDatabase& database, const LockOptions& options, const Surroundings& with,
         Tables tables = Tables::up_to_date);

  const History& history() const { return *history_; }
  /// The same, for who needs it longer: it stays as it is when the history is read anew.
  const std::shared_ptr<const History>& kept_history() const { return history_; }
  /// Reads the history anew, after something was done to it.
  void read_again();
  /// To leave word in, or to read what a killed run has left.
  Lock& lock() { return lock_; }

 private:
  OpenDatabase& database_;
  Lock lock_;
  std::shared_ptr<const History> history_;
};

}  // namespace ebbtide
