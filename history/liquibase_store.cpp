// Three things are not as in Liquibase, though the tables are its own:
//
// A row that is written is looked for in the same round trip (`proof`). A trigger, a rule or a
// policy of the table can swallow the INSERT and report success; the changeset would run again
// tomorrow. Where no query can go along with the statement, the number of changed rows is the
// proof. The proof reads the table, so that each changeset would cost more than the one before:
// where nothing watches the table an INSERT that fails by itself (`sure`) is enough.
//
// A row is named by its very bytes (Naming::exactly). `WHERE ID = 'a1'` means `A1` and `a1 ` as
// well where the collation says so, and a rollback of one would forget them all. Scripts keep
// Liquibase's form, so that they can be compared, unless the history has such look-alikes.
//
// The history is read without asking first what the table looks like, since nearly always it is as
// it must be, and the question costs a turn at each start. Only where the query fails the catalog
// is asked, for a table that is missing or of an older layout.
#include "history/liquibase_store.h"

#include "database/catalog.h"
#include "database/dialect.h"

namespace ebbtide {

bool LiquibaseLockRow::exists() {
  identity_ = catalog_.identity(tables_.lock_name());
  return identity_.has_value();
}

std::string LiquibaseLockRow::identity() {
  return identity_ || exists() ? *identity_ : tables_.lock();
}

LiquibaseStore::LiquibaseStore(Connection& connection, TrackingTables tables)
    : connection_(connection),
      tables_(std::move(tables)),
      catalog_(connection.catalog(tables_.names().defaults())),
      lock_row_(tables_, *catalog_) {}

bool LiquibaseStore::exists() { return catalog_->table(tables_.history_name()).has_value(); }

std::vector<CommentedSql> LiquibaseStore::missing() {
  const auto table = catalog_->table(tables_.history_name());
  is_watched_ = table && is_watched();
  if (table) return tables_.upgrade_history(*table);
  return {{"Create Database Change Log Table", tables_.create_history()}};
}

History LiquibaseStore::read() {
  try {
    return History::read(connection_.query({tables_.read_history()}));
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError&) {
    const auto table = catalog_->table(tables_.history_name());
    if (!table) return {};
    return History::read(connection_.query({tables_.read_history(*table)}));
  }
}

Naming LiquibaseStore::naming(const ChangeSetId& id) const {
  return !known_ || known_->has(id) ? Naming::exactly : Naming::as_liquibase;
}

bool LiquibaseStore::has_tag(const std::string& tag, const History& history) {
  if (HistoryStore::has_tag(tag, history)) return true;
  const bool is_near = std::any_of(history.rows().begin(), history.rows().end(),
                                   [](const HistoryRow& row) { return bool(row.tag); });
  return is_near && !connection_.query({tables_.find_tag(tag)}).rows.empty();
}

std::string LiquibaseStore::complaint(std::string_view what) const {
  return "the history table " + tables_.history() + " " + std::string(what) +
         "; a trigger, a rule or row-level security of the table keeps the change away: let this "
         "user write and read all of its rows";
}

RowChange LiquibaseStore::recorded(std::string sql, const HistoryRow& row) const {
  return {std::move(sql), tables_.proof_of(row),
          complaint("did not keep the row of " + row.id.to_text())};
}

bool LiquibaseStore::is_watched() {
  const Names& names = tables_.names();
  const std::string query = names.dialect().watchers(tables_.history_name(), names);
  return !query.empty() && !connection_.query({query}).rows.empty();
}

RowChange LiquibaseStore::inserted(const std::string& sql, const HistoryRow& row) const {
  RowChange change = recorded(sql, row);
  change.is_sure = tables_.names().facts().has(Feature::inserts_or_fails) && !is_watched_;
  return change;
}

RowChanges LiquibaseStore::record(const HistoryRow& row) {
  if (known_) known_->add(row.id);
  return {inserted(tables_.insert(row), row)};
}

RowChanges LiquibaseStore::record_again(const HistoryRow& row) {
  return {recorded(tables_.update(row, naming(row.id)), row)};
}

RowChanges LiquibaseStore::forget(const ChangeSetId& id) {
  return {{tables_.remove(id, naming(id)), tables_.proof_of_absence(id),
           complaint("did not let go of the row of " + id.to_text())}};
}

RowChanges LiquibaseStore::restore(const HistoryRow& row) {
  return {inserted(tables_.insert_again(row), row)};
}

RowChanges LiquibaseStore::set_checksum(const ChangeSetId& id, const Text& checksum) {
  return {{tables_.set_checksum(id, checksum, naming(id)), "",
           complaint("did not take the checksum of " + id.to_text())}};
}

RowChanges LiquibaseStore::clear_checksums() {
  return {{tables_.clear_checksums(), "", complaint("did not let go of its checksums")}};
}

RowChanges LiquibaseStore::tag_last_row(const std::string& tag) {
  return {{tables_.tag_last_row(tag), "", complaint("did not take the tag '" + tag + "'")}};
}

SessionLock LiquibaseStore::session_lock() {
  const Defaults& defaults = tables_.names().defaults();
  return {"lock table " + lock_row_.identity(),
          defaults.catalog + "." + defaults.schema + "." + tables_.lock()};
}

}  // namespace ebbtide
