#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "database/connection.h"
#include "executor/interruption.h"
#include "executor/report.h"
#include "executor/tracking_tables.h"

namespace ebbtide {

struct LockOptions {
  std::chrono::milliseconds wait = std::chrono::minutes(5);  ///< before giving up
  std::chrono::milliseconds poll =
      std::chrono::seconds(10);  ///< between looks at a row that Liquibase holds
};

/// A row of DATABASECHANGELOGLOCK that says it is taken.
struct LockRow {
  std::string granted_at;
  std::string holder;
};

/// The right to change a database, for the lifetime of the object. Borrows what it is made from.
class Lock {
 public:
  /// Waits for the lock and takes it. Throws Error, naming the holder, where it does not come free
  /// in time.
  Lock(Connection& connection, const TrackingTables& tables, const LockOptions& options,
       const Interruption& interruption, Report& report);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  /// Who holds the lock by its table; nothing where nobody does or there is no table.
  static std::vector<LockRow> holders(Connection& connection, const TrackingTables& tables);
  /// Frees the row whoever holds it, and makes the table where it is missing.
  static void force_release(Connection& connection, const TrackingTables& tables);
  /// The same, unless a run of ours is at work, which holds the session lock: throws Error then.
  static void release(Connection& connection, const TrackingTables& tables);
  /// What the database shows of the holder: how long ago it took the row, and whether a session
  /// from its machine is open. `since 2026-11-22 07:29:45, 3 minutes ago; no session from 10.9.8.7
  /// is open on this database`.
  static std::string evidence(Connection& connection, const TrackingTables& tables,
                              const LockRow& row);
  /// What our own runs write as the holder: `host (10.0.0.1) ebbtide 4711`.
  static std::string own_name();

 private:
  bool has_time_left() const;
  void wait(std::chrono::milliseconds time) const;
  void take_session_lock();
  void take_row();
  bool try_take_row();
  void mend_row();
  [[noreturn]] void give_up() const;

  Connection& connection_;
  const TrackingTables& tables_;
  LockOptions options_;
  const Interruption& interruption_;
  Report& report_;
  std::string name_;
  std::chrono::steady_clock::time_point deadline_;
};

}  // namespace ebbtide
