#include "executor/atomic_session.h"

#include <utility>

#include "database/connection.h"

namespace ebbtide {
namespace {

const std::string savepoint = "SAVEPOINT ebbtide_changeset";

}  // namespace

AtomicSession::~AtomicSession() {
  if (!is_open_) return;
  try {
    session_.rollback();
  } catch (const Error&) {
    // The session is gone, and the database has undone it.
  }
}

void AtomicSession::open() {
  require_kept();
  if (is_open_) return;
  session_.begin();
  is_open_ = true;
}

void AtomicSession::require_kept() const {
  if (is_undone_) throw Error("the database has ended the whole transaction");
}

std::int64_t AtomicSession::run(const SqlStep& step) {
  if (!is_outside_) open();
  return session_.run(step);
}

void AtomicSession::begin() {
  if (is_outside_) return session_.begin();
  open();
  connection_.execute_with_next({savepoint});
  has_savepoint_ = true;
}

void AtomicSession::commit() {
  if (is_outside_) return session_.commit();
  if (std::exchange(has_savepoint_, false)) connection_.execute_with_next({"RELEASE " + savepoint});
}

void AtomicSession::rollback() {
  if (is_outside_) return session_.rollback();
  if (!std::exchange(has_savepoint_, false)) return;
  try {
    connection_.execute({"ROLLBACK TO " + savepoint});
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    // Some errors, such as a full disk, have undone all of it already.
    is_undone_ = true;
    is_open_ = false;
    session_.rollback();
  }
}

void AtomicSession::run_and_commit(const RowChange& change) {
  if (is_outside_) return session_.run_and_commit(change);
  write(change);
  commit();
}

void AtomicSession::write(const RowChange& change) {
  if (!is_outside_) open();
  session_.write(change);
}

void AtomicSession::leave_transaction() {
  finish();
  is_outside_ = true;
}

void AtomicSession::finish() {
  require_kept();
  if (std::exchange(is_open_, false)) session_.commit();
}

}  // namespace ebbtide
