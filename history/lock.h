#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/interruption.h"
#include "history/lock_holder.h"
#include "history/notices.h"
#include "history/store.h"

namespace ebbtide {

/// How long to wait for the lock, and what to take for one.
struct LockOptions {
  std::chrono::milliseconds wait = std::chrono::minutes(5);  ///< before giving up
  std::chrono::milliseconds poll =
      std::chrono::seconds(10);  ///< between looks at a row that Liquibase holds
  bool may_be_lent = false;      ///< whether the row alone is enough where no session lock can last
};

/// The right to change a database, for the lifetime of the object: the session lock of its store,
/// and the row that the store has for other tools. Borrows what it is made from, but the options.
/// Taken outside of a transaction, and given back so; one at a time on a connection. If the
/// connection is lost the session lock is lost with it, and nothing may be written any more
/// (Connection::expect_same_session). What the states of both mean, lock.cpp tells.
class Lock {
 public:
  /// Waits for the lock and takes it. Makes the table of the row where it is missing. Throws Error,
  /// naming the holder, where it does not come free in time, and Interrupted where the run is asked
  /// to stop; then nothing is held.
  Lock(Connection& connection, HistoryStore& store, const LockOptions& options,
       const Interruption& interruption, Notices& notices);
  /// Frees the row, if it is still this run's, and then the session lock. Throws nothing: what
  /// cannot be freed is told by the next run to be left behind.
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  /// Takes the session lock again where the session was made as new, which frees it; the row stays
  /// this run's meanwhile. Returns false where somebody else was faster: then this is of no more
  /// use, and the lock is to be taken anew.
  bool hold_on();

  /// Leaves word in the row of what this run has in hand, for whoever takes the row over when it is
  /// killed; one line of at most 60 letters.
  void announce(const std::string& task);
  /// The word that a run which was killed has left; empty where nobody has left one.
  const std::string& left_task() const { return left_task_; }

  /// Who holds the lock by its row; nothing where nobody does or there is no row.
  static std::vector<TakenRow> holders(Connection& connection, HistoryStore& store);
  /// Frees the row whoever holds it, and makes the table where it is missing. The session lock of a
  /// run that is at work stays its own.
  static void force_release(Connection& connection, HistoryStore& store);
  /// The same, unless its holder may be at work: throws Error then, and says what speaks for it.
  static void release(Connection& connection, HistoryStore& store);

 private:
  bool has_time_left() const;
  void wait(std::chrono::milliseconds time) const;
  void accept_lent_session();
  void take_session_lock();
  void take_row();
  bool try_take_row();
  void repair(const std::optional<Row>& row);
  void take_over(const TakenRow& held);
  void wait_for(const TakenRow& held, bool& was_told);
  [[noreturn]] void refuse_row(const std::optional<Row>& row) const;
  [[noreturn]] void give_up() const;

  Connection& connection_;
  HistoryStore& store_;
  LockRow* row_;  ///< null where the store has none
  LockOptions options_;
  const Interruption& interruption_;
  Notices& notices_;
  SessionLock lock_;
  bool is_lent_;
  std::string holder_;     ///< what LOCKEDBY says of this run
  std::string left_task_;  ///< what the run whose row was taken over had in hand
  std::chrono::steady_clock::time_point deadline_;
};

}  // namespace ebbtide
