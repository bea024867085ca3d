// How Flyway's rows answer as a history. A migration may have several: each run of a repeatable
// adds one, and what undoes a migration or strikes it out adds another. Read in the order of their
// ranks, the last one about a migration counts:
//
//   SQL, SQL_BASELINE, JDBC …   it has run; one without success has failed
//   DELETE, UNDO_SQL …          it is as if it had never run
//   BASELINE, SCHEMA            of no script: nothing that could be asked for
//
// So `forget` writes a row in place of deleting one, and `restore` deletes that row again. The rank
// is the order of a run, and is given here: the next one is one above all that were read or
// written.
#include "history/flyway_store.h"

#include <algorithm>
#include <charconv>

#include "changelog/checksum.h"
#include "flyway/checksum.h"

namespace ebbtide {
namespace {

using flyway::AppliedMigration;

bool takes_away(const AppliedMigration& row) {
  return row.success && (row.type == flyway::Type::deleted || flyway::is_undo(row.type));
}

bool is_of_script(const AppliedMigration& row) {
  return !flyway::is_synthetic(row.type) && !flyway::is_undo(row.type);
}

std::optional<std::int32_t> number_of(const Text& checksum) {
  if (!checksum) return std::nullopt;
  const std::string_view text = *checksum;
  std::int32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

HistoryRow told(const AppliedMigration& row) {
  HistoryRow told;
  told.id = id_of(row);
  told.executed_at = row.installed_on;
  told.order = row.rank;
  told.type = row.success ? ExecType::executed : ExecType::failed;
  if (row.checksum) told.checksum = std::to_string(*row.checksum);
  told.description = row.description;
  return told;
}

ChangeSetId id_of(const std::string& script, const std::optional<flyway::Version>& version,
                  const std::string& description) {
  return {script, version ? version->text() : "R " + flyway::stored_description(description),
          "flyway"};
}

}  // namespace

ChangeSetId id_of(const AppliedMigration& row) {
  return id_of(row.script, row.version, row.description);
}

ChangeSetId id_of(const flyway::ResolvedMigration& script) {
  return id_of(script.script, script.version, script.description);
}

void FlywayStore::expect(const ChangeSetId& id, AppliedMigration row) {
  expected_.insert_or_assign(id.id, std::move(row));
}

int FlywayStore::milliseconds() const {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(
                              std::chrono::steady_clock::now() - begin_)
                              .count());
}

RowChanges FlywayStore::add(AppliedMigration row) {
  row.rank = ++last_rank_;
  row.execution_time = milliseconds();
  rows_.push_back(row);
  return table_.record(row);
}

RowChanges FlywayStore::record(const HistoryRow& row) {
  if (const auto known = expected_.find(row.id.id); known != expected_.end())
    return add(known->second);
  AppliedMigration other;
  other.version = flyway::Version::parse(row.id.id);
  other.description = row.description.or_empty();
  if (!other.version) other.description = row.id.id.substr(row.id.id.starts_with("R ") ? 2 : 0);
  other.script = row.id.path;
  other.checksum = number_of(row.checksum);
  return add(std::move(other));
}

void FlywayStore::begin() {
  begin_ = std::chrono::steady_clock::now();
  rank_before_ = last_rank_;
}

RowChanges FlywayStore::record_failure(const ChangeSetId& id) {
  std::erase_if(rows_, [&](const AppliedMigration& row) { return row.rank > rank_before_; });
  last_rank_ = rank_before_;
  AppliedMigration row = expected_.at(id.id);
  row.success = false;
  return add(std::move(row));
}

std::vector<CommentedSql> FlywayStore::missing() {
  std::vector<CommentedSql> statements;
  if (exists()) return statements;
  for (std::string& sql : table_.create()) statements.push_back({"", std::move(sql)});
  return statements;
}

History FlywayStore::read() {
  return take(exists() ? table_.read() : std::vector<AppliedMigration>());
}

History FlywayStore::take(std::vector<AppliedMigration> rows) {
  rows_ = std::move(rows);
  last_rank_ = rank_before_ = 0;
  std::map<std::string, const AppliedMigration*> last;
  for (const AppliedMigration& row : rows_) {
    last_rank_ = std::max(last_rank_, row.rank);
    if (is_of_script(row) || takes_away(row)) last[id_of(row).id] = &row;
  }
  std::vector<HistoryRow> counting;
  for (const AppliedMigration& row : rows_) {
    if (is_of_script(row) && last.at(id_of(row).id) == &row) counting.push_back(told(row));
  }
  change_sets_ = counting.size();
  return History(std::move(counting));
}

History FlywayStore::end() const {
  HistoryRow last;
  last.order = last_rank_;
  return History({last});
}

const AppliedMigration* FlywayStore::row_that_counts(const std::string& id) const {
  const auto last = std::find_if(rows_.rbegin(), rows_.rend(), [&](const AppliedMigration& row) {
    return (is_of_script(row) || takes_away(row)) && id_of(row).id == id;
  });
  return last == rows_.rend() || takes_away(*last) ? nullptr : &*last;
}

const HistoryRow* FlywayStore::find(const ChangeSet& change_set, const History& history) const {
  const auto& rows = history.rows();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const HistoryRow& row) {
    return row.id.id == change_set.id.id;
  });
  return found == rows.end() ? nullptr : &*found;
}

Stood FlywayStore::compare(const ChangeSet& change_set, const HistoryRow& row,
                           const Hashing& hashing) const {
  if (row.type == ExecType::failed) return {Standing::failed, &row};
  const Text now = checksum_of(change_set, hashing);
  if (!row.checksum || row.checksum == now) return {Standing::same, &row};
  return {Standing::changed, &row, std::string(row.checksum.or_empty()),
          std::string(now.or_empty())};
}

/// One that is not there fits everything, and Flyway leaves it so.
KeptChecksum FlywayStore::kept_checksum(const HistoryRow&) const { return KeptChecksum::current; }

Text FlywayStore::checksum_of(const ChangeSet& change_set, const Hashing& hashing) const {
  const auto known = expected_.find(change_set.id.id);
  if (known == expected_.end())
    return std::to_string(flyway::checksum_of(change_set.checksum(hashing).to_text()));
  return known->second.checksum ? Text(std::to_string(*known->second.checksum)) : Text();
}

RowChanges FlywayStore::forget(const ChangeSetId& id) {
  if (const auto known = expected_.find(id.id);
      known != expected_.end() && takes_away(known->second))
    return add(known->second);
  const AppliedMigration* const row = row_that_counts(id.id);
  if (row == nullptr) return {};
  AppliedMigration gone = *row;
  gone.type = flyway::Type::deleted;
  gone.success = true;
  return add(std::move(gone));
}

RowChanges FlywayStore::restore(const HistoryRow& row) {
  const auto last = std::find_if(rows_.rbegin(), rows_.rend(), [&](const AppliedMigration& one) {
    return takes_away(one) && id_of(one).id == row.id.id;
  });
  if (last == rows_.rend()) return {};
  const int rank = last->rank;
  rows_.erase(std::next(last).base());
  return table_.forget(rank);
}

RowChanges FlywayStore::set_checksum(const ChangeSetId& id, const Text& checksum) {
  const AppliedMigration* const row = row_that_counts(id.id);
  if (row == nullptr) return {};
  AppliedMigration other = *row;
  other.checksum = number_of(checksum);
  return table_.align(other);
}

RowChanges FlywayStore::clear_checksums() { return table_.clear_checksums(); }

SessionLock FlywayStore::session_lock() { return {table_.name()}; }

std::vector<ObjectName> FlywayStore::own_tables() const { return {table_.object()}; }

}  // namespace ebbtide
