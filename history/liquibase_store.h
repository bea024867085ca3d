#pragma once

#include <optional>

#include "database/connection.h"
#include "history/checksum_store.h"
#include "history/lock_row.h"
#include "history/look_alikes.h"
#include "history/tracking_tables.h"

namespace ebbtide {

/// The row of DATABASECHANGELOGLOCK, as Liquibase takes and frees it. Borrows what it is made from.
class LiquibaseLockRow final : public LockRow {
 public:
  LiquibaseLockRow(const TrackingTables& tables, const Catalog& catalog)
      : tables_(tables), catalog_(catalog) {}

  std::string table() const override { return tables_.lock(); }
  bool exists() override;
  /// What the database calls the table, from the last look where there was one; where there is no
  /// such table, its name as statements have it. Two runs that spell it differently get one answer.
  std::string identity();
  std::string create() const override { return tables_.create_lock(); }
  std::vector<std::string> init() const override { return tables_.init_lock(); }
  std::string read() const override { return tables_.read_lock(); }
  std::string take(std::string_view holder) const override { return tables_.take_lock(holder); }
  std::string name_holder(std::string_view holder, std::string_view anew) const override {
    return tables_.name_holder(holder, anew);
  }
  std::string free() const override { return tables_.free_lock(); }
  std::string free_of(std::string_view holder) const override {
    return tables_.free_lock_of(holder);
  }
  std::string mend() const override { return tables_.mend_lock(); }
  std::vector<std::string> make() const override { return tables_.make_lock_row(); }

 private:
  const TrackingTables& tables_;
  const Catalog& catalog_;
  std::optional<std::string> identity_;
};

/// DATABASECHANGELOG of a live database, and its lock. Borrows the connection, and is used by its
/// thread. `exists`, `missing`, `read`, `has_tag` and `session_lock` query; the other answers are
/// made without.
class LiquibaseStore final : public ChecksumStore {
 public:
  LiquibaseStore(Connection& connection, TrackingTables tables);
  LiquibaseStore(const LiquibaseStore&) = delete;
  LiquibaseStore& operator=(const LiquibaseStore&) = delete;

  std::string name() const override { return tables_.history(); }
  bool exists() override;
  std::vector<CommentedSql> missing() override;
  History read() override;
  bool has_tag(const std::string& tag, const History& history) override;
  /// A script names a row as Liquibase's scripts do where that can be no other row.
  void start_script(const History& known) override { known_.emplace(known); }
  void end_script() override { known_.reset(); }

  RowChanges record(const HistoryRow& row) override;
  RowChanges record_again(const HistoryRow& row) override;
  RowChanges forget(const ChangeSetId& id) override;
  RowChanges restore(const HistoryRow& row) override;
  RowChanges set_checksum(const ChangeSetId& id, const Text& checksum) override;
  RowChanges clear_checksums() override;
  RowChanges tag_last_row(const std::string& tag) override;

  LockRow* lock_row() override { return &lock_row_; }
  SessionLock session_lock() override;
  std::vector<ObjectName> own_tables() const override {
    return {tables_.history_name(), tables_.lock_name()};
  }

 private:
  Naming naming(const ChangeSetId& id) const;
  bool is_watched();
  RowChange recorded(std::string sql, const HistoryRow& row) const;
  RowChange inserted(const std::string& sql, const HistoryRow& row) const;
  std::string complaint(std::string_view what) const;

  Connection& connection_;
  TrackingTables tables_;
  Owned<Catalog> catalog_;
  LiquibaseLockRow lock_row_;
  std::optional<LookAlikes> known_;  ///< by a script
  bool is_watched_ = true;           ///< as far as is known; see RowChange::is_sure
};

}  // namespace ebbtide
