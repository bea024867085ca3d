#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changelog/change_set.h"
#include "database/connection.h"
#include "executor/history.h"
#include "executor/tracking_tables.h"

namespace ebbtide {

/// Which way a changeset goes.
enum class Direction { update, rollback };

/// A statement the journal knows. All statements of the changeset before it are applied.
struct JournalEntry {
  int statement = 0;     ///< its number in the changeset, from 1
  bool is_done = false;  ///< else it was about to run, and the database has to tell whether it did
  std::string sql;       ///< its beginning
  std::string sum;       ///< MD5 of the whole statement
  std::string noted_at;
};

/// A changeset on its way, as the journal knows it. One that no run is at work on was left half
/// done by a database that could not undo it.
struct JournaledChangeSet {
  ChangeSetId id;  ///< as the history has it, or will have it
  Direction direction = Direction::update;
  std::string checksum;  ///< of the changeset as it is run
  std::string deployment;
  std::vector<JournalEntry> entries;  ///< in the order of their statements

  /// How many of its statements are applied, as far as the database can tell by what they leave
  /// behind; nothing where it cannot.
  std::optional<int> applied(const Catalog& live) const;
  const JournalEntry* find(int statement) const;
};

/// The table EBBTIDE_JOURNAL: what was run of changesets that the database cannot undo, statement
/// by statement. It stands beside the tracking tables, is made when the first such statement is to
/// run and dropped when nothing is left half done. Liquibase does not look at it. Borrows what it
/// is made from.
class Journal {
 public:
  Journal(Connection& connection, const TrackingTables& tables, std::string deployment)
      : connection_(connection), tables_(tables), deployment_(std::move(deployment)) {}
  Journal(Connection&, const TrackingTables&&, std::string) = delete;

  /// Reads what earlier runs left half done. A changeset that has come into the history since is
  /// done. To be called under the lock, before anything is noted.
  void read(const History& history);
  const std::vector<JournaledChangeSet>& unfinished() const { return unfinished_; }
  const JournaledChangeSet* find(const ChangeSetId& id, Direction direction) const;

  /// Notes a statement. Where the table has to be made for it, `before` is in it from the start.
  void note(const JournaledChangeSet& about, const JournalEntry& entry,
            const std::optional<JournalEntry>& before = std::nullopt);
  /// Notes that this statement and all before it are applied, and none behind it.
  void confirm(const JournaledChangeSet& about, const JournalEntry& entry);
  /// Forgets what is noted of the changeset, from this statement on.
  void forget(const JournaledChangeSet& about, int from_statement = 0);
  /// The last statement that is noted of the changeset, 0 for none.
  int last_statement(const JournaledChangeSet& about);
  /// Makes what was noted of the changeset belong to this run.
  void adopt(const JournaledChangeSet& about);
  /// The changeset is done, so that what is noted of it means nothing any more.
  void finish(const JournaledChangeSet& about);
  /// Drops the table where nothing is left half done, and else what means nothing any more.
  void close();

  const std::string& deployment() const { return deployment_; }

 private:
  void create(const JournaledChangeSet& about, const std::optional<JournalEntry>& before);
  std::string where(const JournaledChangeSet& about) const;
  std::vector<std::string> values(const JournaledChangeSet& about, const JournalEntry& entry) const;
  std::string literal(std::string_view text) const;
  void open(const JournaledChangeSet& about);

  Connection& connection_;
  const TrackingTables& tables_;
  std::string deployment_;
  bool exists_ = false;
  std::vector<JournaledChangeSet> unfinished_;
  std::vector<JournaledChangeSet> open_;  ///< whose entries mean something, without the entries
};

/// Closes a journal at the end of a run, however it ends.
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
