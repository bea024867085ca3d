#pragma once

#include <chrono>
#include <map>
#include <vector>

#include "history/flyway_table.h"
#include "history/store.h"

namespace ebbtide {

/// The history table of a Flyway project as a store, so that what runs and undoes changesets runs
/// and undoes migrations. A migration is a changeset whose id is its version, or the description of
/// a repeatable, and whose path is its script; only the id tells it from others, as with Flyway.
/// What a row says beside that comes from who plans the run: `expect`. Rows are added and none is
/// changed by a run: what is undone gets a row that says so. Borrows the table.
class FlywayStore final : public HistoryStore {
 public:
  explicit FlywayStore(FlywayTable& table) : table_(table) {}

  /// The row that a migration is to have, or that takes it away again; rank and time come when it
  /// is written.
  void expect(const ChangeSetId& id, flyway::AppliedMigration row);
  /// A migration begins, or its undo: from now on the time counts that its row tells of.
  void begin();
  /// The row of one that has failed, in place of what was written for it since it began.
  RowChanges record_failure(const ChangeSetId& id);

  std::string name() const override { return table_.name(); }
  bool exists() override { return table_.exists(); }
  std::vector<CommentedSql> missing() override;
  History read() override;
  /// Takes rows over that somebody else has read.
  History take(std::vector<flyway::AppliedMigration> rows);
  /// Of the history of now only how far it goes, which is all that a run asks of it.
  History end() const;
  /// How many migrations those rows said have run.
  std::size_t change_sets() const { return change_sets_; }

  const HistoryRow* find(const ChangeSet& change_set, const History& history) const override;
  Stood compare(const ChangeSet& change_set, const HistoryRow& row,
                const Hashing& hashing) const override;
  KeptChecksum kept_checksum(const HistoryRow& row) const override;
  Text checksum_of(const ChangeSet& change_set, const Hashing& hashing) const override;

  RowChanges record(const HistoryRow& row) override;
  RowChanges record_again(const HistoryRow& row) override { return record(row); }
  RowChanges forget(const ChangeSetId& id) override;
  RowChanges restore(const HistoryRow& row) override;
  RowChanges set_checksum(const ChangeSetId& id, const Text& checksum) override;
  RowChanges clear_checksums() override;
  RowChanges tag_last_row(const std::string&) override { return {}; }

  LockRow* lock_row() override { return nullptr; }
  SessionLock session_lock() override;
  std::vector<ObjectName> own_tables() const override;

 private:
  const flyway::AppliedMigration* row_that_counts(const std::string& id) const;
  RowChanges add(flyway::AppliedMigration row);
  int milliseconds() const;

  FlywayTable& table_;
  std::map<std::string, flyway::AppliedMigration> expected_;  ///< by the ids of their changesets
  std::vector<flyway::AppliedMigration> rows_;  ///< as they were read, and those written since
  int last_rank_ = 0;
  int rank_before_ = 0;  ///< of the migration at work
  std::size_t change_sets_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// How the history calls a migration: by its version, a repeatable by its description.
ChangeSetId id_of(const flyway::AppliedMigration& row);
ChangeSetId id_of(const flyway::ResolvedMigration& script);

}  // namespace ebbtide
