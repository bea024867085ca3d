#pragma once

#include <string>
#include <vector>

#include "executor/history_writer.h"

namespace ebbtide {

/// What an offline script does to the tracking tables.
enum class OfflineSql { none, data_only, all };

/// The history of an offline run: a CSV file in place of DATABASECHANGELOG.
class OfflineHistory final : public HistoryWriter {
 public:
  /// Reads the file; there is no history where it does not exist. Throws Error where it cannot be
  /// read. With `sql` the script is given what the table would need too.
  OfflineHistory(std::string file, OfflineSql sql, Session& session, const TrackingTables& tables);

  History history() const { return History(rows_); }
  void record(const HistoryRow& row) override;
  void record_again(const HistoryRow& row) override;
  void forget(const ChangeSetId& id) override;
  void set_checksum(const ChangeSetId& id, const Text& checksum) override;
  void tag_last_row(const std::string& tag) override;
  /// Writes the file, whole or not at all. Throws Error where it cannot be written.
  void save() const;

 private:
  std::vector<HistoryRow>::iterator find(const ChangeSetId& id);

  std::string file_;
  OfflineSql sql_;
  Session& session_;
  const TrackingTables& tables_;
  std::vector<HistoryRow> rows_;
};

}  // namespace ebbtide
