#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "changelog/change.h"
#include "database/connection.h"
#include "database/names.h"
#include "history/answers.h"
#include "sql/statement.h"

namespace ebbtide {

struct Facts;

/// Where the statements of a run go: to a database, or into a script. Statements that read never go
/// here. Statements arrive in the order they were given; what the database says against one is
/// thrown as a DatabaseError, by the call or, where it waits for others, by a later one; a broken
/// connection as ConnectionLost, behind which the session is of no use. Used by one thread.
class Session {
 public:
  virtual ~Session() = default;

  virtual bool is_script() const = 0;
  /// Whether a script has a warning in place of this statement.
  virtual bool leaves_out(const SqlStep&) const { return false; }
  /// A line that explains what follows; a database does not see it.
  virtual void comment(std::string_view text) = 0;
  /// Runs a statement; returns how many rows it changed.
  virtual std::int64_t run(const SqlStep& step) = 0;
  /// Runs a statement, maybe only together with those that follow it: `answered` hears of it in
  /// its turn. What fails is thrown here or by a later call; see Connection::queue.
  virtual void queue(const SqlStep& step, const Answered& answered);
  /// Waits until all that was queued is answered.
  virtual void send() {}
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
  /// Runs the last statements of a transaction and commits; outside of one it only runs them.
  /// Throws Error, and has not committed, where a row was not written.
  virtual void run_and_commit(const RowChanges& changes) = 0;
  /// The same within the transaction.
  virtual void write(const RowChanges& changes) = 0;
  /// Shows the database that the session is needed, while something else takes long, such as a
  /// program.
  virtual void keep_alive() {}
  /// Makes unqualified names mean the default schema again, whatever a changeset has set. Scripts
  /// say it as often as Liquibase's do.
  virtual void reset(int times = 1) = 0;

  std::int64_t run(std::string sql) { return run(SqlStep{{std::move(sql)}}); }
};

/// Begins a transaction of a session and undoes it at the end of its life unless it was committed:
/// what is left open would take in what follows, up to the row that frees the lock.
class SessionTransaction {
 public:
  explicit SessionTransaction(Session& session) : session_(session) { session.begin(); }
  ~SessionTransaction();
  SessionTransaction(const SessionTransaction&) = delete;
  SessionTransaction& operator=(const SessionTransaction&) = delete;

  void commit();
  /// With the last rows; see Session::run_and_commit.
  void commit(const RowChanges& last);

 private:
  Session& session_;
  bool is_open_ = true;
};

/// Runs the statements on a database at once. Borrows the connection.
class LiveSession final : public Session {
 public:
  LiveSession(Connection& connection, const Names& names);

  bool is_script() const override { return false; }
  void comment(std::string_view) override {}
  using Session::run;
  std::int64_t run(const SqlStep& step) override;
  void queue(const SqlStep& step, const Answered& answered) override;
  void send() override { connection_.send(); }
  void begin() override;
  void commit() override;
  void rollback() override;
  void run_and_commit(const RowChanges& changes) override;
  void write(const RowChanges& changes) override;
  void keep_alive() override;
  void reset(int times) override;

 private:
  /// What the first words say of it; nothing where it is not to be sent.
  std::optional<sql::Look> look_at(const SqlStep& step);
  void set_up();
  void queue_rows(const RowChanges& changes);
  void write_one(const RowChange& change);
  [[noreturn]] void fail(const DatabaseError& error, const RowChanges& changes) const;

  Connection& connection_;
  bool in_transaction_ = false;
  bool must_reset_ = true;       ///< whether a statement may have set something for the session
  bool may_be_watched_ = false;  ///< a statement may have made a trigger on the history
  bool wants_setup_ = false;     ///< what is set for the session goes with what comes next
  std::vector<std::string> setup_;
};

/// What a script has where Liquibase runs a prepared statement.
enum class PreparedInScript { warning, sql };

/// Writes the statements as a script that does the same, in the form of Liquibase's scripts.
class ScriptSession final : public Session {
 public:
  ScriptSession(std::ostream& out, const Names& names, PreparedInScript prepared);

  bool is_script() const override { return true; }
  bool leaves_out(const SqlStep& step) const override {
    return step.prepared && prepared_ == PreparedInScript::warning;
  }
  void comment(std::string_view text) override;
  using Session::run;
  std::int64_t run(const SqlStep& step) override;
  void begin() override {}
  void commit() override {}
  void rollback() override {}
  void run_and_commit(const RowChanges& changes) override { write(changes); }
  void write(const RowChanges& changes) override;
  void reset(int times) override;

 private:
  std::ostream& out_;
  const Facts& facts_;
  std::vector<std::string> setup_;
  PreparedInScript prepared_;
};

}  // namespace ebbtide
