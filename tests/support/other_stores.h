#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "changelog/change.h"
#include "database/catalog.h"
#include "database/connection.h"
#include "database/dialect.h"
#include "database/literals.h"
#include "history/store.h"

namespace ebbtide {

/// A ledger around a store: writes a row of its own with each row of the store that comes or goes.
class Ledger : public HistoryStore {
 public:
  explicit Ledger(HistoryStore& inner) : inner_(inner) {}

  std::string name() const override { return inner_.name(); }
  bool exists() override { return inner_.exists(); }
  std::vector<CommentedSql> missing() override {
    std::vector<CommentedSql> steps = inner_.missing();
    if (!inner_.exists()) steps.push_back({"", "CREATE TABLE LEDGER (WHAT TEXT, WHO TEXT)"});
    return steps;
  }
  History read() override { return inner_.read(); }
  void start_script(const History& known) override { inner_.start_script(known); }
  void end_script() override { inner_.end_script(); }
  void save() override { inner_.save(); }
  const HistoryRow* find(const ChangeSet& change_set, const History& history) const override {
    return inner_.find(change_set, history);
  }
  Stood compare(const ChangeSet& change_set, const HistoryRow& row,
                const Hashing& hashing) const override {
    return inner_.compare(change_set, row, hashing);
  }
  KeptChecksum kept_checksum(const HistoryRow& row) const override {
    return inner_.kept_checksum(row);
  }
  Text checksum_of(const ChangeSet& change_set, const Hashing& hashing) const override {
    return inner_.checksum_of(change_set, hashing);
  }
  RowChanges record(const HistoryRow& row) override {
    return with_entry(inner_.record(row), "ran", row.id);
  }
  RowChanges record_again(const HistoryRow& row) override {
    return with_entry(inner_.record_again(row), "ran again", row.id);
  }
  RowChanges forget(const ChangeSetId& id) override {
    return with_entry(inner_.forget(id), "undone", id);
  }
  RowChanges restore(const HistoryRow& row) override {
    return with_entry(inner_.restore(row), "not undone", row.id);
  }
  RowChanges set_checksum(const ChangeSetId& id, const Text& checksum) override {
    return inner_.set_checksum(id, checksum);
  }
  RowChanges clear_checksums() override { return inner_.clear_checksums(); }
  RowChanges tag_last_row(const std::string& tag) override { return inner_.tag_last_row(tag); }
  LockRow* lock_row() override { return inner_.lock_row(); }
  SessionLock session_lock() override { return inner_.session_lock(); }
  std::vector<ObjectName> own_tables() const override {
    std::vector<ObjectName> tables = inner_.own_tables();
    tables.push_back({"", "", "LEDGER"});
    return tables;
  }

 private:
  static RowChanges with_entry(RowChanges changes, const std::string& what, const ChangeSetId& id) {
    changes.push_back({"INSERT INTO LEDGER VALUES ('" + what + "', '" + id.id + "')", "",
                       "the ledger did not take its row"});
    return changes;
  }

  HistoryStore& inner_;
};

/// The table of another tool, on SQLite: it knows changesets by a number and by checksums of its
/// own, says of one that it failed, and has neither tags nor a lock row.
class TableOfVersions final : public HistoryStore {
 public:
  TableOfVersions(Connection& connection, const Names& names)
      : connection_(connection), names_(names) {}

  std::string name() const override { return "flyway_schema_history"; }
  bool exists() override { return connection_.catalog({})->table({"", "", name()}).has_value(); }
  std::vector<CommentedSql> missing() override {
    if (exists()) return {};
    return {{"",
             "CREATE TABLE flyway_schema_history (installed_rank INT PRIMARY KEY, version TEXT, "
             "description TEXT, type TEXT, script TEXT, checksum INT, installed_by TEXT, "
             "installed_on TEXT DEFAULT CURRENT_TIMESTAMP, execution_time INT, success BOOLEAN)"}};
  }
  History read() override {
    if (!exists()) return {};
    std::vector<HistoryRow> rows;
    const std::string columns = "installed_rank, version, description, checksum, installed_on, ";
    for (Row& found :
         connection_.query({"SELECT " + columns + "success FROM " + name() + " ORDER BY 1"}).rows) {
      HistoryRow& row = rows.emplace_back();
      row.order = std::stoi(*found[0]);
      row.id.id = *found[1];
      row.description = Text(*found[2]);
      if (found[3]) row.checksum = Text(*found[3]);
      row.executed_at = *found[4];
      row.type = *found[5] == "1" ? ExecType::executed : ExecType::failed;
    }
    return History(std::move(rows));
  }
  const HistoryRow* find(const ChangeSet& change_set, const History& history) const override {
    return history.find({"", change_set.id.id, ""});
  }
  Stood compare(const ChangeSet& change_set, const HistoryRow& row,
                const Hashing& hashing) const override {
    if (row.type == ExecType::failed) return {Standing::failed, &row};
    const Text now = checksum_of(change_set, hashing);
    if (!row.checksum || row.checksum == now) return {Standing::same, &row};
    return {Standing::changed, &row, row.checksum.str(), now.str()};
  }
  KeptChecksum kept_checksum(const HistoryRow&) const override { return KeptChecksum::current; }
  /// Any number that the contents decide.
  Text checksum_of(const ChangeSet& change_set, const Hashing& hashing) const override {
    const std::size_t number = std::hash<std::string>()(change_set.checksum(hashing).to_text());
    return Text(std::to_string(static_cast<std::int32_t>(number)));
  }
  RowChanges record(const HistoryRow& row) override {
    return {{"INSERT INTO " + name() +
                 " (installed_rank, version, description, type, script, checksum, installed_by, "
                 "execution_time, success) VALUES (" +
                 std::to_string(row.order) + ", " + text(row.id.id) + ", " +
                 text(row.description.or_empty()) + ", 'SQL', 'V', " +
                 row.checksum.value_or("NULL") + ", 'ann', 0, 1)",
             "", "no row"}};
  }
  RowChanges record_again(const HistoryRow& row) override {
    RowChanges changes = forget(row.id);
    const RowChanges anew = record(row);
    changes.insert(changes.end(), anew.begin(), anew.end());
    return changes;
  }
  RowChanges forget(const ChangeSetId& id) override {
    return {{"DELETE FROM " + name() + where(id), "", "no row"}};
  }
  RowChanges restore(const HistoryRow& row) override { return record(row); }
  RowChanges set_checksum(const ChangeSetId& id, const Text& checksum) override {
    return {{"UPDATE " + name() + " SET checksum = " + checksum.value_or("NULL") + where(id), "",
             "no row"}};
  }
  RowChanges clear_checksums() override {
    return {{"UPDATE " + name() + " SET checksum = NULL", "", "no row"}};
  }
  RowChanges tag_last_row(const std::string&) override { return {}; }
  LockRow* lock_row() override { return nullptr; }
  SessionLock session_lock() override { return {"flyway table " + name()}; }
  std::vector<ObjectName> own_tables() const override {
    return {{"", "", "flyway_schema_history"}};
  }

 private:
  std::string text(std::string_view value) const { return text_literal(value, names_.facts()); }
  std::string where(const ChangeSetId& id) const { return " WHERE version = " + text(id.id); }

  Connection& connection_;
  Names names_;
};

}  // namespace ebbtide
