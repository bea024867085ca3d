#pragma once

#include <memory>
#include <utility>

#include "database/catalog.h"
#include "database/connection.h"

namespace ebbtide {

/// A session that counts what it is asked; a commit counts too.
class CountingConnection final : public Connection {
 public:
  explicit CountingConnection(std::unique_ptr<Connection> real) : real_(std::move(real)) {}

  int count() const { return count_; }

  std::int64_t execute(const Statement& statement) override {
    ++count_;
    return real_->execute(statement);
  }
  Rows query(const Statement& statement) override {
    ++count_;
    return real_->query(statement);
  }
  void begin() override { real_->begin(); }
  void commit() override {
    ++count_;
    real_->commit();
  }
  void rollback() override {
    ++count_;
    real_->rollback();
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
  std::unique_ptr<Connection> real_;
  int count_ = 0;
};

}  // namespace ebbtide
