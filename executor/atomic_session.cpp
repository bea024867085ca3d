#include "executor/atomic_session.h"

#include <utility>

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
  if (is_open_) return;
  session_.begin();
  is_open_ = true;
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
  if (std::exchange(has_savepoint_, false)) connection_.execute({"ROLLBACK TO " + savepoint});
}

void AtomicSession::run_and_commit(const std::string& sql) {
  if (is_outside_) return session_.run_and_commit(sql);
  run(SqlStep{{sql}});
  commit();
}

void AtomicSession::leave_transaction() {
  finish();
  is_outside_ = true;
}

void AtomicSession::finish() {
  if (std::exchange(is_open_, false)) session_.commit();
}

}  // namespace ebbtide
