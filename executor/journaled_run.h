#pragma once

#include "changelog/change.h"
#include "executor/journal.h"
#include "executor/report.h"
#include "executor/session.h"

namespace ebbtide {

/// Runs the statements of one changeset on a database that cannot undo all of them, and keeps the
/// journal in step. There are three kinds of statements:
///   - those that set something for the session are run each time and not noted;
///   - those that change rows share a transaction with what is noted of them, so that both are kept
///     or neither is;
///   - all others may commit by themselves: they are noted before they run, in the transaction that
///     they commit. Where a run ends before it knows what became of the last one, the next run asks
///     the database.
/// Statements that an earlier run has applied are left out. Borrows what it is made from.
class JournaledRun {
 public:
  struct Parts {
    Journal& journal;
    Session& session;
    Report& report;
    const Catalog& live;
  };

  JournaledRun(const Parts& parts, JournaledChangeSet about, bool in_transaction);
  /// Goes on where an earlier run stopped, behind so many statements.
  void resume(const JournaledChangeSet& earlier, int applied);

  /// Runs the next statement; returns how many rows it changed.
  std::int64_t run(const SqlStep& step);
  struct Rest {
    int statements = 0;          ///< how many stay applied
    bool was_committed = false;  ///< whether anything of the changeset's transaction was
  };
  /// To be called after an error and the end of the changeset's transaction: what stays, which is
  /// what the journal then knows of the changeset.
  Rest stop();

  const JournaledChangeSet& about() const { return about_; }

 private:
  bool was_applied(const std::string& sql) const;
  void clear_the_way(const std::string& sql);
  void note(int statement, bool is_done, const std::string& sql);
  std::int64_t run_noted(const SqlStep& step);
  std::int64_t run_data(const SqlStep& step);
  std::int64_t run_definition(const SqlStep& step);

  Parts parts_;
  JournaledChangeSet about_;
  std::vector<JournalEntry> known_;  ///< of the earlier run
  int applied_ = 0;                  ///< by the earlier run
  int number_ = 0;                   ///< of the last statement that was begun
  bool is_running_ = false;          ///< the statement has not come to its end
  std::string last_data_;            ///< the beginning of the last statement that changed rows
  bool in_transaction_;
  bool has_own_transactions_ = false;  ///< the changeset begins and ends them itself
  bool is_blind_ = false;              ///< nothing can be noted, for now or at all
};

}  // namespace ebbtide
