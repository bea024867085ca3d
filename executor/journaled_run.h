#pragma once

#include <deque>
#include <string>
#include <vector>

#include "changelog/walk.h"
#include "executor/observer.h"
#include "executor/session.h"
#include "history/journal.h"
#include "sql/statement.h"

namespace ebbtide {

/// What a journal notes before the first statement of a changeset, where that is known before its
/// turn. Written in the transaction of the changeset before it, it costs no commit of its own.
struct EarlyNote {
  JournaledChangeSet about;
  JournalEntry entry;
  std::string unless;  ///< under this condition of the database nothing of it is applied
};

/// Runs the statements of one changeset on a database that cannot undo all of them, and keeps the
/// journal in step. There are three kinds of statements:
///   - those that set something for the session are run each time and not noted;
///   - those that change rows, and those that define something where the database can undo that,
///     share a transaction with what is noted of them, so that both are kept or neither is;
///   - all others may commit by themselves: they are noted before they run, in the transaction that
///     they commit. Where a run ends before it knows what became of the last one, the next run asks
///     the database. One that cannot be asked for is confirmed at once.
/// Statements that an earlier run has applied are left out. Borrows what it is made from. One
/// object for one changeset, and in this order: it is made; `resume` where an earlier run has come
/// somewhere; the transaction of the changeset; for each change `begin_change`, its statements,
/// `end_change`, or `drop_change` behind an error; then the journal finishes or forgets the
/// changeset, or `stop` finds out what stays.
class JournaledRun {
 public:
  struct Parts {
    Journal& journal;
    Session& session;
    Observer& observer;
    const Target& target;
  };

  /// To be made before the transaction of the changeset is begun: it makes the journal's table.
  JournaledRun(const Parts& parts, JournaledChangeSet about, bool in_transaction);
  /// Goes on where an earlier run stopped, behind so many statements.
  void resume(const JournaledChangeSet& earlier, int applied);

  /// What is to be noted of this statement when it is the first of a changeset in a transaction;
  /// nothing where it has no note, or where more than a note goes before it.
  static std::optional<EarlyNote> early_note(const WalkedStatement& first, const Target& target,
                                             JournaledChangeSet about);
  /// What the changeset before this one has noted of it.
  void take_over(EarlyNote note) { early_ = std::move(note); }

  /// Whether statements are left out whose effect is there already: those that undo a change of
  /// which only a part was made.
  void leave_out_what_is_so(bool choice) { leaves_out_what_is_so_ = choice; }
  /// The statements of a change that is made from a table as it stands are others once half of them
  /// are run: they are kept as a whole where the database can do that, and their end is noted.
  /// False where an earlier run has done the change. Ended by an error, it must be dropped.
  bool begin_change(bool is_made_from_table);
  void end_change();
  void drop_change();
  /// Runs the next statement, maybe only with those behind it; see Session::queue. Its note travels
  /// before it. A note that cannot be written fails nothing.
  void queue(const WalkedStatement& statement, const Answered& answered);
  struct Rest {
    int statements = 0;          ///< how many stay applied
    bool was_committed = false;  ///< whether anything of the changeset's transaction was
  };
  /// To be called after an error, in a transaction of its own: what stays, which is what the
  /// journal then knows of the changeset.
  Rest stop();

  /// How many statements are behind the run, those of earlier ones among them.
  int statements() const { return begun_.empty() ? number_ : begun_.front() - 1; }
  /// Whether the journal can be written.
  bool notes() const { return !is_blind_; }
  const JournaledChangeSet& about() const { return about_; }

 private:
  /// A statement, what its first words say, and who waits for it.
  struct Task {
    const SqlStep& step;
    sql::Look look;
    Answered answered;
  };

  bool was_applied(const WalkedStatement& statement);
  void check_early_note(const std::string& first);
  void clear_the_way(const sql::Effects& effects);
  void note(const JournalEntry& entry, const std::string& unless = "");
  JournalEntry entry(bool is_done, const std::string& sql) const;
  void go_blind(const DatabaseError& error);
  bool was_made(const sql::Effects& effects) const;
  sql::Effects effects_of(const std::string& sql) const;
  void run_noted(const Task& task);
  void run_data(const Task& task);
  void run_definition(const Task& task);
  void run_blocked(const Task& task);
  void run_with_note(const Task& task);
  std::int64_t run_in_group(const SqlStep& step);
  std::int64_t run_with_own_note(const SqlStep& step);
  bool is_transactional(const std::string& sql) const;
  void confirm_at_once();

  Parts parts_;
  JournaledChangeSet about_;
  std::vector<JournalEntry> known_;  ///< of the earlier run
  std::optional<EarlyNote> early_;   ///< as long as its statement has not come
  int applied_ = 0;                  ///< by the earlier run
  int number_ = 0;                   ///< of the last statement that was begun
  std::deque<int> begun_;            ///< the numbers of statements that have not come to their end
  std::string last_data_;            ///< the beginning of the last statement that changed rows
  std::string last_kept_data_;       ///< the same of those that have come to their end
  bool in_transaction_;
  bool has_own_transactions_ = false;  ///< the changeset begins and ends them itself
  bool is_blind_ = false;              ///< nothing can be noted, for now or at all
  bool leaves_out_what_is_so_ = false;
  int change_ = 0;        ///< its number, of the one at work
  int changes_done_ = 0;  ///< by the earlier run, as a whole
  int done_with_ = 0;     ///< the statement they ended with
  bool is_made_from_table_ = false;
  bool in_group_ = false;  ///< its statements are kept as a whole
};

}  // namespace ebbtide
