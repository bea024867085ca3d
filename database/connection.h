#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "database/answer.h"
#include "database/names.h"
#include "database/statement.h"
#include "text/owned.h"

namespace ebbtide {

class Catalog;
class Dialect;
struct Facts;

/// Another session that is open on the same database.
struct OtherSession {
  std::string host;          ///< its address; empty where the server does not tell
  std::string about;         ///< `ann, DBeaver, idle`
  std::string id = {};       ///< what session_id says of it
  std::string program = {};  ///< by its own word; empty where it says none or the server keeps none
};

/// The lock of a session: what the server calls the lock table, so that two runs that spell it
/// differently mean one lock. Version 0.1.0 named the lock after its options; a run of it is to be
/// seen, and to see us.
struct SessionLock {
  std::string table;
  std::string first_version = {};  ///< its name of the lock under the same options; empty for none
};

/// What is wrong with a session that a pooler lends, and what to do.
constexpr std::string_view lent_session_refusal =
    "a pooler between here and the server gives each transaction another session (PgBouncer with "
    "pool_mode=transaction or statement), so that no lock can be held and changesets could run "
    "twice; use session pooling, or the host and port of the server itself "
    "(--allow-transaction-pooling goes on with the row of the lock table alone, as Liquibase does)";

/// The connection was lost while a commit was under way: what was to be kept may be, or may not.
class CommitLost : public ConnectionLost {
 public:
  using ConnectionLost::ConnectionLost;
};

/// A statement that was to change rows found none.
class NothingChanged : public DatabaseError {
 public:
  explicit NothingChanged(std::string sql)
      : DatabaseError("the statement changed no row", std::move(sql), "") {}
};

/// What counts as the failure of a queued statement.
enum class FailsBy {
  error,
  no_change,  ///< also that it changed no row
  nothing  ///< its error is told to who takes the answer, and what is behind it runs all the same
};

/// A session with one database. How to write a driver:
///  1. a folder with connection.cpp, dialect.cpp and catalog.cpp;
///  2. a Connection that keeps the rules below and gives no statement away that its library would
///     cut (refuse_what_is_cut); every error of the client library leaves it as a
///     DatabaseError, a broken session as ConnectionLost;
///  3. a Dialect and a Catalog;
///  4. a row in drivers.cpp;
///  5. the driver suite of the tests, run with its URL.
/// A connection is used by one thread. Its destructor closes it, which undoes what was begun and
/// not committed, and frees the session lock.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Runs one statement; returns how many rows it changed, 0 where that has no meaning.
  virtual std::int64_t execute(const Statement& statement) = 0;
  virtual Rows query(const Statement& statement) = 0;

  /// Runs one statement, maybe only together with those that are queued behind it; they are run in
  /// order, and `answered` hears of each when its answer comes. It is one statement and no text of
  /// several, and changes neither how text is read nor where transactions end. `send` waits for all
  /// of them, and so does every other call that asks the database something: all questions are
  /// answered as if each statement had been run when it was queued. The first that fails is thrown
  /// as a DatabaseError with its SQL, here or there: those before it were answered, of those behind
  /// it nothing runs and nobody hears. An error that is not about what is queued comes behind it.
  /// What `answered` throws is thrown when all is answered.
  virtual void queue(const Statement& statement, const Answered& answered = {},
                     FailsBy fails_by = FailsBy::error);
  virtual void send() {}
  /// Takes back what was queued and not sent.
  virtual void drop_queued() {}

  /// Makes the place of objects that name none the session's own, as far as it is not said with
  /// each statement. Throws DatabaseError where there is no such place.
  virtual void enter(const Defaults&) {}

  /// A transaction: begin, then commit or rollback. Not nested. What is queued goes out with the
  /// commit; a rollback takes it back. Throws CommitLost where nobody can tell whether it is kept.
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;

  /// Tries to take the lock for the session, without waiting.
  virtual bool try_lock(const SessionLock& lock) = 0;
  virtual void unlock(const SessionLock& lock) = 0;
  /// Whether a run of version 0.1.0 may hold its lock of this table, which `spelled` names, under
  /// any options. Asked while the session holds the lock.
  virtual bool may_have_first_version(const std::string& /*spelled*/) { return false; }

  /// What the server calls this session in its lists; empty where there are none.
  virtual std::string session_id() const { return ""; }

  /// Whether a pooler in between gives each transaction of this session another one of the server:
  /// then no lock of the session lasts, and nothing that it sets.
  virtual bool is_lent() { return false; }
  /// Lets the next statement fail, before it does anything, where it reaches another session of the
  /// server than the one that has the lock. No round trip of its own.
  virtual void expect_same_session() {}
  /// Sets again, together with the next statement, what our SQL and our reading depend on, where a
  /// statement may have set it otherwise.
  virtual void restore_settings() {}

  /// The other sessions on the database, as far as this one may see them; nothing where the
  /// database does not know.
  virtual std::optional<std::vector<OtherSession>> other_sessions() { return std::nullopt; }
  /// Whether all of them are shown, also those of other users.
  virtual bool sees_other_sessions() { return true; }
  /// Shows the server that the session is needed, where it would close one that says nothing for
  /// long.
  virtual void keep_alive() {}

  /// Stops the running statement; may be called from a signal handler's thread.
  virtual void cancel() noexcept = 0;

  virtual const Dialect& dialect() const = 0;
  const Facts& facts() const;
  /// What the session is connected to: the schema and catalog of names that give none. No schema
  /// where the database has schemas and the session finds none; missing_schema then says why.
  virtual Defaults defaults() = 0;
  virtual std::string missing_schema() { return ""; }
  virtual Owned<Catalog> catalog(const Defaults& defaults) = 0;
  virtual std::string user() const = 0;
  virtual std::string server_version() const = 0;

 protected:
  /// Refuses a statement that the client library would cut. What is wrong with one that cannot be
  /// queued is said behind what was queued before it.
  void require_whole(const Statement& statement);
};

/// Begins a transaction and undoes it at the end of its life unless it was committed.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(&connection) { connection.begin(); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();
  void rollback();

 private:
  Connection* connection_;
};

}  // namespace ebbtide
