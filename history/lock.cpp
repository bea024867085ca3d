// Two locks make one. The session lock is the truth: PostgreSQL's advisory lock, MySQL's GET_LOCK
// or a lock on the SQLite file, named after the lock table as the server knows it, so that all runs
// on one row mean one lock whatever their options. The database frees it when the session ends,
// however it ends, so a killed run leaves nothing behind. The row of DATABASECHANGELOGLOCK is
// Liquibase's: it is taken as well, so that a Liquibase that starts meanwhile waits, and it is
// honoured, so that we wait for a Liquibase. The states a run can find:
//
//   session lock taken             another run of ours is at work: wait
//   free, row free                 take both
//   free, row taken, by ours       its run is gone, or it would hold the session lock: take it over
//   free, row taken, by Liquibase  it may be at work: wait
//
// Version 0.1.0 named its session lock after its options. We hold that lock too, as it would be
// named under our options, and leave a row of 0.1.0 alone while any lock of that kind is held.
//
// The session lock is taken first and given back last, so that nobody who holds it can see a row of
// ours that is about to go and think that its run is dead. The row is freed by the holder's name,
// so that what somebody forced free, and a Liquibase took, stays taken. What would keep the row
// from everybody for ever is put right, three times at most in a row:
//
//   no row with ID 1         it is made, and other rows go
//   LOCKED is NULL           set to no: neither tool would take it as it is
//   taken by a dead run      freed; what it had in hand is kept for whoever asks (left_task)
//   several rows with ID 1   an error: who changes two rows cannot know that he is alone
//
// Behind a pooler that lends its sessions no session lock can last. Where the user allows that, the
// row alone is taken, and its holder reads like one of Liquibase's, so that nobody takes it over.
//
// The session lock is asked for again and again rather than waited for inside the server: a waiting
// statement would hold a snapshot, and CREATE INDEX CONCURRENTLY waits for every old snapshot.
#include "history/lock.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "database/connection.h"
#include "history/lock_row.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// As Liquibase does: rows of other numbers lock nothing.
constexpr std::string_view lock_number = "1";

/// What the column LOCKED says: databases keep a boolean as a number, a bit or a letter.
std::optional<bool> is_locked(const std::optional<std::string>& value) {
  const std::string word = lower(trim(value.value_or("")));
  for (const std::string_view yes : {"1", "t", "true", "y", "\x01"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"0", "f", "false", "n"}) {
    if (word == no) return false;
  }
  return word == std::string_view("\0", 1) ? std::optional(false) : std::nullopt;
}

/// Makes the table where it is missing.
void make_table(Connection& connection, LockRow& row) {
  if (row.exists()) return;
  try {
    connection.execute({row.create()});
  } catch (const DatabaseError&) {
    if (!row.exists()) throw;  // else another run was faster
  }
}

/// The session lock of the store, which is named after the table of its row.
SessionLock session_lock(Connection& connection, HistoryStore& store) {
  if (LockRow* const row = store.lock_row()) make_table(connection, *row);
  return store.session_lock();
}

TakenRow held_by(const Row& row) {
  return {row[2].value_or("an unknown time"),
          std::string(trim(row[3].value_or("an unknown holder")))};
}

/// The row that counts; nothing where there is none. Throws Error where there are several.
std::optional<Row> first_row(Connection& connection, const LockRow& lock) {
  std::optional<Row> found;
  for (const Row& row : connection.query({lock.read()}).rows) {
    if (trim(row[0].value_or("")) != lock_number) continue;
    if (found)
      throw Error(
          "the lock table " + lock.table() +
          " has several rows with ID 1, so that nobody can hold the lock; when no run is at "
          "work, remove them with 'DELETE FROM " +
          lock.table() + " WHERE ID = 1', and the next run makes the one row it needs");
    found = row;
  }
  return found;
}

/// As Liquibase does: rows of other numbers go when the one that counts is made. A Liquibase that
/// makes it at the same time is left in peace.
void make_row(Connection& connection, const LockRow& lock) {
  for (const std::string& sql : lock.make()) {
    try {
      connection.execute({sql});
    } catch (const ConnectionLost&) {
      throw;
    } catch (const DatabaseError&) {
      if (!first_row(connection, lock)) throw;
    }
  }
}

}  // namespace

std::vector<TakenRow> Lock::holders(Connection& connection, HistoryStore& store) {
  std::vector<TakenRow> holders;
  LockRow* const lock = store.lock_row();
  if (lock == nullptr || !lock->exists()) return holders;
  for (const Row& row : connection.query({lock->read()}).rows) {
    if (trim(row[0].value_or("")) == lock_number && is_locked(row[1]).value_or(false))
      holders.push_back(held_by(row));
  }
  return holders;
}

void Lock::force_release(Connection& connection, HistoryStore& store) {
  LockRow* const lock = store.lock_row();
  if (lock == nullptr) return;
  make_table(connection, *lock);
  if (connection.execute({lock->free()}) == 0) make_row(connection, *lock);
}

namespace {

/// We hold the session lock: a run of ours is gone, unless it is one of the first version, which
/// may hold a session lock of another name, or one that has given its lock away and goes on.
bool is_left_behind(Connection& connection, const LockRow& lock, const LockHolder& holder) {
  if (!holder.is_ours) return false;
  if (connection.session_id().empty()) return true;
  if (holder.session.empty()) return !connection.may_have_first_version(lock.table());
  const auto sessions = connection.other_sessions();
  return !sessions || std::none_of(sessions->begin(), sessions->end(), [&](const auto& session) {
    return session.id == holder.session && contains(session.program, "ebbtide");
  });
}

[[noreturn]] void refuse_release(const TakenRow& held, const std::string& why) {
  throw Error(
      "the lock may not be stale: " + held.holder + " holds it since " + held.granted_at +
      ", and " + why +
      "; let it finish or stop it, or free the row with 'release-locks --force' if you know "
      "that it is gone");
}

/// Throws Error where the holder of the row cannot be shown to be gone.
void require_stale(Connection& connection, const LockRow& lock) {
  const std::optional<Row> row = first_row(connection, lock);
  if (!row || is_locked((*row)[1]) != true) return;
  const TakenRow held = held_by(*row);
  const LockHolder holder = LockHolder::parse(held.holder);
  if (holder.is_ours && is_left_behind(connection, lock, holder) &&
      !connection.session_id().empty())
    return;
  if (const std::string why = why_holder_may_live(connection, holder); !why.empty())
    refuse_release(held, why);
}

}  // namespace

void Lock::release(Connection& connection, HistoryStore& store) {
  if (connection.is_lent()) throw Error(std::string(lent_session_refusal));
  const SessionLock lock = session_lock(connection, store);
  if (!connection.try_lock(lock)) {
    const auto known = holders(connection, store);
    throw Error("the lock is not stale: " + (known.empty() ? "a run" : known.front().holder) +
                " is at work on this database and holds its session lock; let it finish or stop it "
                "('release-locks --force' frees the row of the table, not the session lock)");
  }
  if (const LockRow* const row = store.lock_row()) require_stale(connection, *row);
  force_release(connection, store);
  connection.unlock(lock);
}

Lock::Lock(Connection& connection, HistoryStore& store, const LockOptions& options,
           const Interruption& interruption, Notices& notices)
    : connection_(connection),
      store_(store),
      row_(store.lock_row()),
      options_(options),
      interruption_(interruption),
      notices_(notices),
      is_lent_(connection.is_lent()),
      holder_(is_lent_ ? LockHolder::without_session().to_text()
                       : LockHolder::self(connection).to_text()),
      deadline_(steady_clock::now() + options.wait) {
  if (is_lent_) accept_lent_session();
  lock_ = session_lock(connection, store);
  if (!is_lent_) take_session_lock();
  if (row_ == nullptr) return;
  try {
    take_row();
  } catch (...) {
    if (!is_lent_) connection_.unlock(lock_);
    throw;
  }
}

void Lock::accept_lent_session() {
  if (!options_.may_be_lent) throw Error(std::string(lent_session_refusal));
  notices_.warning(
      "a pooler gives each transaction another session of the server: only the row of the lock "
      "table keeps other runs out, as with Liquibase, and a run that is killed leaves it behind "
      "('release-locks --force' frees it)");
}

Lock::~Lock() {
  // The word to stop a statement may come late and stop the one that frees the row.
  constexpr int attempts = 3;
  for (int i = 0; i < attempts; ++i) {
    try {
      if (row_ != nullptr) connection_.execute({row_->free_of(holder_)});
      if (!is_lent_) connection_.unlock(lock_);
      return;
    } catch (const ConnectionLost&) {
      return;  // the session lock is gone with it, and the next run of ours takes over the row
    } catch (const Error&) {
      continue;
    }
  }
}

bool Lock::has_time_left() const { return steady_clock::now() < deadline_; }

void Lock::wait(milliseconds time) const {
  const auto end = std::min(steady_clock::now() + time, deadline_);
  interruption_.check();
  while (steady_clock::now() < end) {
    std::this_thread::sleep_for(
        std::min<steady_clock::duration>(end - steady_clock::now(), milliseconds(100)));
    interruption_.check();
  }
}

void Lock::take_session_lock() {
  constexpr milliseconds shortest(50), longest(1000);
  milliseconds pause = shortest;
  for (bool is_first = true; !connection_.try_lock(lock_); is_first = false) {
    if (!has_time_left()) give_up();
    if (is_first) notices_.waiting_for_lock("");
    wait(pause);
    pause = std::min(pause * 2, longest);
  }
}

bool Lock::hold_on() { return row_ != nullptr && !is_lent_ && connection_.try_lock(lock_); }

bool Lock::try_take_row() {
  const std::int64_t rows = connection_.execute({row_->take(holder_)});
  if (rows > 1) {
    connection_.execute({row_->free_of(holder_)});
    first_row(connection_, *row_);
  }
  return rows == 1;
}

/// Waits while the row is somebody else's. All that can be in the way besides a living holder is
/// put right; what is then still in the way is an error.
void Lock::take_row() {
  if (!first_row(connection_, *row_)) make_row(connection_, *row_);
  constexpr int most_repairs = 3;
  bool was_told = false;
  for (int repairs = 0; !try_take_row();) {
    const std::optional<Row> row = first_row(connection_, *row_);
    if (row && is_locked((*row)[1]) == true &&
        !is_left_behind(connection_, *row_, LockHolder::parse(held_by(*row).holder))) {
      wait_for(held_by(*row), was_told);
      repairs = 0;
      continue;
    }
    if (++repairs > most_repairs) refuse_row(row);
    interruption_.check();
    repair(row);
  }
}

/// A row that is missing, says neither yes nor no, or was left behind can be taken by nobody.
void Lock::repair(const std::optional<Row>& row) {
  if (!row) return make_row(connection_, *row_);
  if (!(*row)[1]) {
    connection_.execute({row_->mend()});
  } else if (is_locked((*row)[1]) == true) {
    take_over(held_by(*row));
  }
}

void Lock::take_over(const TakenRow& held) {
  notices_.note("The lock row was left by '" + held.holder + "' at " + held.granted_at +
                ", whose session is gone; taking it over.");
  left_task_ = LockHolder::parse(held.holder).task;
  connection_.execute({row_->free()});
}

void Lock::announce(const std::string& task) {
  if (row_ == nullptr) return;
  LockHolder holder = LockHolder::parse(holder_);
  holder.task = task;
  const std::string anew = holder.to_text();
  connection_.execute({row_->name_holder(holder_, anew)});
  holder_ = anew;
}

void Lock::wait_for(const TakenRow& held, bool& was_told) {
  if (!has_time_left()) give_up();
  if (!std::exchange(was_told, true))
    notices_.waiting_for_lock(held.holder + " " + evidence_of(connection_, held));
  wait(options_.poll);
}

void Lock::refuse_row(const std::optional<Row>& row) const {
  throw Error("the lock cannot be taken: the row of " + row_->table() + " with ID 1 " +
              (row ? "has LOCKED = '" + (*row)[1].value_or("NULL") +
                         "', which this database does not change into a held lock"
                   : "cannot be made") +
              "; drop the table when no run is at work, and the next run makes it anew");
}

void Lock::give_up() const {
  const auto known = holders(connection_, store_);
  const std::string who =
      known.empty() ? "another run of ebbtide"
                    : known.front().holder + " " + evidence_of(connection_, known.front());
  throw Error("Could not acquire change log lock.  Currently locked by " + who +
              "; wait for it (--lock-wait=SECONDS), or free the row with 'release-locks' when its "
              "holder is gone");
}

}  // namespace ebbtide
