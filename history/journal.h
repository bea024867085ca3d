#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "changelog/walk.h"
#include "database/connection.h"
#include "history/history.h"
#include "history/journal_table.h"
#include "sql/syntax.h"

namespace ebbtide {

class Connection;

/// Which way a changeset goes: run, rolled back, or undone after an update that was cut off. In the
/// last two its history row is gone from the first statement on, or was never there. A changeset is
/// in the journal for each way on its own.
enum class Direction { update, rollback, undo };

/// A statement the journal knows. All statements of the changeset before it are applied. What the
/// states mean together, journal.cpp tells.
struct JournalEntry {
  int statement = 0;     ///< its number in the changeset, from 1; 0 says that it was begun
  bool is_done = false;  ///< else it was about to run, and the database has to tell whether it did
  std::string sql;       ///< its beginning
  std::string sum;       ///< MD5 of the whole statement
  std::string noted_at;
  int changes = 0;  ///< with it, so many changes are done as a whole; 0 where nobody has said so

  /// Whether it is about this statement, as this build notes it or as older ones did, which took
  /// the sum before the driver's edits.
  bool is_of(const WalkedStatement& walked) const;
};

/// A changeset on its way, as the journal knows it. One that no run is at work on was left half
/// done by a database that could not undo it. Of `unfinished` ones there is always an entry.
struct JournaledChangeSet {
  ChangeSetId id;  ///< as the history has it, or will have it
  Direction direction = Direction::update;
  std::string checksum;  ///< of the changeset as it is run
  std::string deployment;
  std::vector<JournalEntry> entries;  ///< in the order of their statements

  /// How many of its statements are applied, as far as the database can tell by what they leave
  /// behind; nothing where it cannot. Looks at the last entry only, since all before it are
  /// applied. Only right as long as nothing else was done to the database behind the kill.
  std::optional<int> applied(const Catalog& live, const sql::Syntax& syntax) const;
  const JournalEntry* find(int statement) const;
};

/// The table EBBTIDE_JOURNAL: what was run of changesets that the database cannot undo, statement
/// by statement. It stands beside the tracking tables, is made before the first such changeset and
/// dropped when nothing is left half done. Liquibase does not look at it. Each call is a statement
/// or two, which a kill may part: callers that need all of it put a transaction around. Borrows the
/// connection.
///
/// In a run: `read` under the lock; for each changeset `make_table` before its transaction, then
/// notes, then `finish` when its history row is written; `close` in the end, however it ends
/// (JournalEnd). A changeset that `find` knows is gone on with by `confirm` and `adopt`, or started
/// anew behind `forget`.
class Journal {
 public:
  Journal(Connection& connection, JournalTable table, std::string deployment)
      : connection_(connection), table_(std::move(table)), deployment_(std::move(deployment)) {}

  /// Reads what earlier runs left half done. A changeset that has come into the history since is
  /// done. To be called under the lock, before anything is noted.
  void read(const History& history);
  /// The same for a history that tells otherwise whether one is done.
  void read(const std::function<bool(const JournaledChangeSet&)>& is_done);
  const std::vector<JournaledChangeSet>& unfinished() const { return unfinished_; }
  /// What an earlier run left of the changeset on this way; nothing where it left none. Valid until
  /// the changeset is finished or forgotten.
  const JournaledChangeSet* find(const ChangeSetId& id, Direction direction) const;

  /// Whether there is a table, from this run or an earlier one.
  bool exists() const { return exists_; }
  /// Makes the table where it is missing. On some databases this commits what was run before, so
  /// that it has its time before a transaction. Throws DatabaseError where this user may not: the
  /// run then goes on without notes.
  void make_table();
  /// Adds a row for the statement: before an INTENDED one runs, and together with a DONE one.
  /// `noted_at` and `changes` of the entry are not asked. Queued, so that it travels with the
  /// statement. Where somebody wants the answer, an error is told there and fails nothing.
  void note(const JournaledChangeSet& about, const JournalEntry& entry,
            const Answered& answered = {});
  /// The same, with another entry under a condition that the database looks at when it notes.
  void note(const JournaledChangeSet& about, const JournalEntry& entry,
            const std::string& condition, const JournalEntry& other, const Answered& answered);
  /// Notes that this statement and all before it are applied, and none behind it.
  void confirm(const JournaledChangeSet& about, const JournalEntry& entry);
  /// Notes that with this statement so many changes are done as a whole. Queued.
  void mark_changes(const JournaledChangeSet& about, int statement, int changes);
  /// Forgets all that is noted of the changeset. Queued.
  void forget(const JournaledChangeSet& about);
  /// The last statement that is noted of the changeset.
  std::optional<int> last_statement(const JournaledChangeSet& about);
  /// Makes what was noted of the changeset belong to this run.
  void adopt(const JournaledChangeSet& about);
  /// The changeset is done, so that what is noted of it means nothing any more.
  void finish(const JournaledChangeSet& about);
  /// Drops the table where nothing is left half done, and else what means nothing any more.
  void close();

  const std::string& deployment() const { return deployment_; }

 private:
  std::string where(const JournaledChangeSet& about) const;
  std::vector<std::string> values(const JournaledChangeSet& about, const JournalEntry& entry) const;
  std::string literal(std::string_view text) const;
  void open(const JournaledChangeSet& about);
  void queue(const std::string& sql, const Answered& answered);

  Connection& connection_;
  JournalTable table_;
  std::string deployment_;
  bool exists_ = false;
  std::vector<JournaledChangeSet> unfinished_;
  std::vector<JournaledChangeSet> open_;  ///< whose entries mean something, without the entries
};

/// Closes a journal at the end of a run, however it ends. Made before anything is noted. What
/// cannot be written then is left to the next run.
class JournalEnd {
 public:
  explicit JournalEnd(Journal& journal) : journal_(journal) {}
  ~JournalEnd();
  JournalEnd(const JournalEnd&) = delete;
  JournalEnd& operator=(const JournalEnd&) = delete;

 private:
  Journal& journal_;
};

}  // namespace ebbtide
