#pragma once

#include "executor/bracket.h"
#include "history/look_alikes.h"
#include "history/tracking_tables.h"

namespace ebbtide {

/// Keeps the history in step with what is run. Each call that records or forgets a changeset ends
/// the transaction of that changeset, so that both are kept or neither is.
class HistoryWriter {
 public:
  virtual ~HistoryWriter() = default;

  virtual void record(const HistoryRow& row) = 0;
  /// Brings the row of a changeset that ran again up to date.
  virtual void record_again(const HistoryRow& row) = 0;
  virtual void forget(const ChangeSetId& id) = 0;
  /// The same within the transaction of the changeset, without its end; and the way back, which
  /// keeps all that the row said. Only a live database needs them.
  virtual void forget_first(const ChangeSetId& id) { forget(id); }
  virtual void restore(const HistoryRow& row) { record(row); }
  virtual void set_checksum(const ChangeSetId& id, const Text& checksum) = 0;
  virtual void tag_last_row(const std::string& tag) = 0;
};

/// Keeps it in DATABASECHANGELOG, or in a script that will. Borrows both.
class TableHistoryWriter final : public HistoryWriter {
 public:
  TableHistoryWriter(Session& session, const TrackingTables& tables)
      : session_(session), tables_(tables) {}
  TableHistoryWriter(Session&, const TrackingTables&&) = delete;
  /// Whose rows are kept as the bracket keeps the changesets.
  TableHistoryWriter(Bracket& bracket, const TrackingTables& tables)
      : session_(bracket.session()), bracket_(&bracket), tables_(tables) {}
  TableHistoryWriter(Bracket&, const TrackingTables&&) = delete;
  /// For a script, which names a row as Liquibase's scripts do where that can be no other row.
  TableHistoryWriter(Session& session, const TrackingTables& tables, const History& history)
      : session_(session), tables_(tables), known_(history) {}
  TableHistoryWriter(Session&, const TrackingTables&&, const History&) = delete;

  void record(const HistoryRow& row) override;
  void record_again(const HistoryRow& row) override;
  void forget(const ChangeSetId& id) override;
  void forget_first(const ChangeSetId& id) override;
  void restore(const HistoryRow& row) override;
  void set_checksum(const ChangeSetId& id, const Text& checksum) override;
  void tag_last_row(const std::string& tag) override;

 private:
  Naming naming(const ChangeSetId& id) const;
  RowChange recorded(std::string sql, const HistoryRow& row) const;
  RowChange forgotten(const ChangeSetId& id) const;
  std::string complaint(std::string_view what) const;
  void end_with(const RowChange& row);

  Session& session_;
  Bracket* bracket_ = nullptr;
  const TrackingTables& tables_;
  LookAlikes known_;  ///< by a script
};

}  // namespace ebbtide
