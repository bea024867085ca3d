#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "database/names.h"
#include "history/answers.h"
#include "history/history.h"
#include "history/own_table.h"
#include "history/tracking_names.h"

namespace ebbtide {

namespace schema {
struct Table;
}
/// How a statement names the row of a changeset: by texts that are compared as the database's
/// collation does, as Liquibase's statements do, or so that it can be no other one's.
enum class Naming { as_liquibase, exactly };

/// The SQL for DATABASECHANGELOG and DATABASECHANGELOGLOCK, byte for byte as Liquibase writes it,
/// so that both tools can work on the same tables. It makes texts and asks no database; a value of
/// its own, whose dialect must live as long (Names).
class TrackingTables {
 public:
  TrackingTables(Names names, TrackingNames tracking)
      : names_(std::move(names)), tracking_(std::move(tracking)) {}

  const Names& names() const { return names_; }
  ObjectName history_name() const {
    return {tracking_.catalog, tracking_.schema, history_spelling_};
  }
  ObjectName lock_name() const { return {tracking_.catalog, tracking_.schema, lock_spelling_}; }
  std::string history() const { return names_.object(history_name()); }
  std::string lock() const { return names_.object(lock_name()); }

  std::string create_history() const;
  std::string create_lock() const;
  std::vector<std::string> init_lock() const;
  /// What brings a table of an older version up to date, in the order Liquibase does it; nothing
  /// for one that is. `table` is the table as it stands.
  std::vector<CommentedSql> upgrade_history(const schema::Table& table) const;

  std::string read_history() const;
  /// The same of a table that may be of an older layout, as it is: ordered by what it has.
  std::string read_history(const schema::Table& table) const;
  /// A row with the present moment, by the clock of the database.
  std::string insert(const HistoryRow& row) const;
  /// A row that was there before, with the moment it had.
  std::string insert_again(const HistoryRow& row) const;
  /// Brings the row of a changeset that ran again up to date.
  std::string update(const HistoryRow& row, Naming naming = Naming::as_liquibase) const;
  std::string remove(const ChangeSetId& id, Naming naming = Naming::as_liquibase) const;
  std::string set_checksum(const ChangeSetId& id, const Text& checksum,
                           Naming naming = Naming::as_liquibase) const;
  std::string clear_checksums() const;
  /// Queries that fail unless the row is there as it was written, or is gone. Empty where only the
  /// number of changed rows can tell. They name the row by its bytes, whatever the statement did.
  std::string proof_of(const HistoryRow& row) const;
  std::string proof_of_absence(const ChangeSetId& id) const;
  std::string tag_last_row(std::string_view tag) const;

  /// A row for each that has the tag.
  std::string find_tag(std::string_view tag) const;

  std::string read_lock() const;
  std::string take_lock(std::string_view holder) const;
  /// Says anew who holds the row that `holder` holds.
  std::string name_holder(std::string_view holder, std::string_view anew) const;
  std::string free_lock() const;
  /// The same where it is still this holder's.
  std::string free_lock_of(std::string_view holder) const;
  /// Says no where the row says neither yes nor no.
  std::string mend_lock() const;
  /// Makes the row that is taken, where there is none; other rows go.
  std::vector<std::string> make_lock_row() const;

 private:
  std::vector<OwnColumn> history_columns() const;
  /// ` WHERE ID = …`: the row, or rows, of one changeset.
  std::string where(const ChangeSetId& id, Naming naming) const;
  std::string spelling(std::string_view name) const;
  std::string type(std::string_view declared) const;
  std::string create(const std::string& table, const std::vector<OwnColumn>& columns,
                     const std::string& constraint) const;
  std::string column(std::string_view name) const { return names_.quote(name); }
  std::string text(const Text& value) const;
  std::string insert_at(const HistoryRow& row, const std::string& moment) const;
  std::string boolean(bool value) const;

  Names names_;
  TrackingNames tracking_;
  std::string history_spelling_ = spelling(tracking_.history);
  std::string lock_spelling_ = spelling(tracking_.lock);
};

}  // namespace ebbtide
