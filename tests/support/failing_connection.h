#pragma once

#include <memory>
#include <string>
#include <utility>

#include "database/connection.h"

namespace ebbtide {

/// A session of which one statement fails, or at one statement of which the process is killed:
/// before it reaches the database, or behind it. A commit counts as a statement.
class FailingConnection final : public Connection {
 public:
  enum class Fault { error, killed_before, killed_behind };

  explicit FailingConnection(std::unique_ptr<Connection> real) : real_(std::move(real)) {}

  /// Lets the statement of this number fail, counted from now and from 1.
  void fail_at(int number, Fault fault) {
    left_ = number;
    fault_ = fault;
  }
  /// A new session: what was begun and not committed is undone. Returns whether anything failed.
  bool recover() {
    if (in_transaction_) real_->rollback();
    in_transaction_ = false;
    is_dead_ = false;
    return std::exchange(left_, 0) <= 0;
  }

  std::int64_t execute(const Statement& statement) override {
    std::int64_t rows = 0;
    step(statement.sql, [&] { rows = real_->execute(statement); });
    return rows;
  }
  Rows query(const Statement& statement) override {
    if (is_dead_) throw ConnectionLost("gone", statement.sql, "");
    return real_->query(statement);
  }
  void begin() override {
    if (is_dead_) throw ConnectionLost("gone", "begin", "");
    real_->begin();
    in_transaction_ = true;
  }
  void commit() override {
    step("commit", [&] {
      real_->commit();
      in_transaction_ = false;
    });
  }
  void rollback() override {
    if (is_dead_) throw ConnectionLost("gone", "rollback", "");
    real_->rollback();
    in_transaction_ = false;
  }
  bool try_lock(const SessionLock& lock) override { return real_->try_lock(lock); }
  void unlock(const SessionLock& lock) override { real_->unlock(lock); }
  void cancel() noexcept override { real_->cancel(); }
  const Dialect& dialect() const override { return real_->dialect(); }
  Defaults defaults() override { return real_->defaults(); }
  Owned<Catalog> catalog(const Defaults& defaults) override { return real_->catalog(defaults); }
  std::string user() const override { return real_->user(); }
  std::string server_version() const override { return real_->server_version(); }

 private:
  template <class Run>
  void step(const std::string& sql, const Run& run) {
    if (is_dead_) throw ConnectionLost("gone", sql, "");
    if (left_ <= 0 || --left_ > 0) return run();
    left_ = -1;
    if (fault_ == Fault::error) throw DatabaseError("it failed", sql, "");
    if (fault_ == Fault::killed_behind) run();
    is_dead_ = true;
    throw ConnectionLost("gone", sql, "");
  }

  std::unique_ptr<Connection> real_;
  int left_ = 0;  ///< statements until the fault; 0 for none, negative behind it
  Fault fault_ = Fault::error;
  bool is_dead_ = false;
  bool in_transaction_ = false;
};

}  // namespace ebbtide
