#pragma once

#include <functional>

#include "changelog/change_set.h"
#include "executor/session.h"

namespace ebbtide {

class Connection;

/// What of a run is kept together or undone together. A changeset is opened before its first
/// statement, and kept or undone behind its last one. The calls of a run are: join, then for each
/// changeset join, ask (where it has preconditions), open, its statements, keep or undo; join and
/// finish at the end. One that is only marked as ran is kept without having been opened. Borrows
/// the session.
class Bracket {
 public:
  explicit Bracket(Session& session) : session_(session) {}
  virtual ~Bracket() = default;
  Bracket(const Bracket&) = delete;
  Bracket& operator=(const Bracket&) = delete;

  /// The session that the statements go to.
  Session& session() const { return session_; }

  /// Begins what is kept together. A changeset with runInTransaction=false has nothing to begin; it
  /// ends what it must not be in.
  virtual void open(const ChangeSet& change_set) = 0;
  virtual void keep() = 0;
  /// The same with the rows that go with it. Throws Error, and has kept nothing, where one was not
  /// written.
  virtual void keep(const RowChanges& rows) = 0;
  /// Takes back what was opened.
  virtual void undo() = 0;
  /// Keeps the whole run at its end. Throws Error where the database has undone it by itself.
  virtual void finish() {}

  /// What follows belongs to the run and to no changeset. Throws Error where the database has
  /// undone the run by itself.
  virtual void join() {}
  /// Asks questions. One that is answered with an error takes nothing away.
  virtual void ask(const std::function<void()>& questions) { questions(); }
  /// Whether the whole run is kept or undone together.
  virtual bool is_one() const { return false; }
  /// Whether the database has ended by itself what was to be kept together.
  virtual bool is_lost() const { return false; }

 protected:
  Session& session_;
};

/// A transaction for each changeset; of a script, which has none, and of changesets outside of a
/// transaction each statement is kept at once.
class EachAlone final : public Bracket {
 public:
  using Bracket::Bracket;

  void open(const ChangeSet& change_set) override {
    if (change_set.in_transaction) session_.begin();
  }
  void keep() override { session_.commit(); }
  void keep(const RowChanges& rows) override { session_.run_and_commit(rows); }
  void undo() override { session_.rollback(); }
};

/// All changesets of a run in one transaction, each in a savepoint of its own. Changesets with
/// runInTransaction=false end it, and the next one begins another. What is not kept at the end of
/// its life is undone. Borrows the connection of the session.
class AllTogether final : public Bracket {
 public:
  AllTogether(Session& session, Connection& connection)
      : Bracket(session), connection_(connection) {}
  ~AllTogether() override;

  void open(const ChangeSet& change_set) override;
  void keep() override;
  void keep(const RowChanges& rows) override;
  void undo() override;
  void finish() override;
  void join() override;
  void ask(const std::function<void()>& questions) override;
  bool is_one() const override { return true; }
  bool is_lost() const override { return is_lost_; }

 private:
  void save();
  void require_kept() const;

  Connection& connection_;
  bool is_open_ = false;
  bool has_savepoint_ = false;
  bool is_saved_ = false;  ///< the database knows it
  bool is_lost_ = false;
};

}  // namespace ebbtide
