#pragma once

#include <optional>
#include <string>
#include <vector>

#include "history/checksum_store.h"
#include "history/tracking_tables.h"

namespace ebbtide {

/// What an offline script does to the tracking tables: nothing, write rows into them, or make them
/// as well. Liquibase calls it outputLiquibaseSql.
enum class OfflineSql { none, data_only, all };

/// The history of an offline run: a CSV file in place of DATABASECHANGELOG. What is recorded is in
/// the file once it is saved; the statements are what a script is to do to the table.
class OfflineStore final : public ChecksumStore {
 public:
  OfflineStore(std::string file, OfflineSql sql, TrackingTables tables)
      : file_(std::move(file)), sql_(sql), tables_(std::move(tables)) {}

  std::string name() const override { return file_; }
  bool exists() override;
  std::vector<CommentedSql> missing() override;
  /// Reads the file at the first call. Throws Error where it cannot be read.
  History read() override { return History(rows()); }
  /// Writes the file, whole or not at all. Throws Error where it cannot be written.
  void save() override;

  RowChanges record(const HistoryRow& row) override;
  RowChanges record_again(const HistoryRow& row) override;
  RowChanges forget(const ChangeSetId& id) override;
  RowChanges restore(const HistoryRow& row) override;
  RowChanges set_checksum(const ChangeSetId& id, const Text& checksum) override;
  RowChanges clear_checksums() override;
  RowChanges tag_last_row(const std::string& tag) override;

  /// A script that nobody has run yet locks nothing.
  LockRow* lock_row() override { return nullptr; }
  SessionLock session_lock() override;
  std::vector<ObjectName> own_tables() const override { return {}; }

 private:
  std::vector<HistoryRow>& rows();
  std::vector<HistoryRow>::iterator find_row(const ChangeSetId& id);
  RowChanges answer(std::string sql) const;

  std::string file_;
  OfflineSql sql_;
  TrackingTables tables_;
  std::optional<std::vector<HistoryRow>> rows_;
};

}  // namespace ebbtide
