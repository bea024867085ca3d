#pragma once

#include "executor/session.h"

namespace ebbtide {

class Connection;

/// Holds all changesets of a run together in one transaction of a live session, each in a savepoint
/// of its own. What was not committed at the end of its life is undone. Borrows both.
class AtomicSession final : public Session {
 public:
  AtomicSession(Session& session, Connection& connection)
      : session_(session), connection_(connection) {}
  ~AtomicSession() override;

  bool is_script() const override { return false; }
  bool is_atomic() const override { return true; }
  bool lost_transaction() const override { return is_undone_; }
  void comment(std::string_view text) override { session_.comment(text); }
  using Session::run;
  std::int64_t run(const SqlStep& step) override;
  void begin() override;
  void commit() override;
  void rollback() override;
  void run_and_commit(const RowChange& change) override;
  void write(const RowChange& change) override;
  void leave_transaction() override;
  void join_transaction() override { is_outside_ = false; }
  void keep_alive() override { session_.keep_alive(); }
  void reset(int times) override { session_.reset(times); }

  /// Commits everything; throws Error where the database has undone it after an error.
  void finish();

 private:
  void open();
  void require_kept() const;

  Session& session_;
  Connection& connection_;
  bool is_open_ = false;
  bool is_outside_ = false;  ///< the changeset at work must not be in a transaction
  bool has_savepoint_ = false;
  bool is_undone_ = false;  ///< the database has ended it, and takes nothing more into it
};

}  // namespace ebbtide
