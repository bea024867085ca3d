#pragma once

#include "executor/session.h"
#include "executor/tracking_tables.h"

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

  void record(const HistoryRow& row) override { session_.run_and_commit(tables_.insert(row)); }
  void record_again(const HistoryRow& row) override {
    session_.run_and_commit(tables_.update(row));
  }
  void forget(const ChangeSetId& id) override { session_.run_and_commit(tables_.remove(id)); }
  void forget_first(const ChangeSetId& id) override { session_.run(tables_.remove(id)); }
  void restore(const HistoryRow& row) override { session_.run(tables_.insert_again(row)); }
  void set_checksum(const ChangeSetId& id, const Text& checksum) override {
    session_.run(tables_.set_checksum(id, checksum));
  }
  void tag_last_row(const std::string& tag) override { session_.run(tables_.tag_last_row(tag)); }

 private:
  Session& session_;
  const TrackingTables& tables_;
};

}  // namespace ebbtide
