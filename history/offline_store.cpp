// Liquibase's CSV, cell by cell: every cell is in quotes but an absent checksum and empty comments,
// which are bare, and CONTEXTS without any is `()`:
//
//   "1","ann","db.xml","2026-11-22T07:29:45.957","1","EXECUTED","9:3b78…","sql",,"",…,"()","",…
//
// DATEEXECUTED is the local time of this machine. The rows are kept in memory, where every answer
// changes them at once, and written in the end to a file beside it that takes its name: a run that
// is killed leaves the history that was there.
#include "history/offline_store.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "database/connection.h"
#include "text/ascii.h"
#include "text/csv.h"

namespace ebbtide {
namespace {

constexpr auto columns = std::to_array<const char*>(
    {"ID", "AUTHOR", "FILENAME", "DATEEXECUTED", "ORDEREXECUTED", "EXECTYPE", "MD5SUM",
     "DESCRIPTION", "COMMENTS", "TAG", "LIQUIBASE", "CONTEXTS", "LABELS", "DEPLOYMENT_ID"});

/// `2026-11-22T07:29:45.957`
std::string local_time_now() {
  using namespace std::chrono;
  const auto now = system_clock::now();
  const std::time_t seconds = system_clock::to_time_t(now);
  const auto millis = duration_cast<milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm local{};
  localtime_r(&seconds, &local);
  char buffer[64];
  std::string text(buffer, std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%S", &local));
  std::snprintf(buffer, sizeof buffer, ".%03d", static_cast<int>(millis));
  return text + buffer;
}

std::string in_quotes(std::string_view text) {
  return "\"" + replace_all(text, "\"", "\"\"") + "\"";
}

std::string csv_line(const HistoryRow& row) {
  const std::vector<std::string> cells{
      in_quotes(row.id.id),
      in_quotes(row.id.author),
      in_quotes(row.id.path),
      in_quotes(row.executed_at),
      in_quotes(std::to_string(row.order)),
      in_quotes(type_text(row)),
      row.checksum ? in_quotes(*row.checksum) : "",
      in_quotes(row.description.or_empty()),
      row.comments && !row.comments->empty() ? in_quotes(row.comments.str()) : "",
      in_quotes(row.tag.or_empty()),
      in_quotes(row.version.or_empty()),
      in_quotes(row.contexts.value_or("()")),
      in_quotes(row.labels.or_empty()),
      in_quotes(row.deployment.or_empty())};
  return join(cells, ",") + "\n";
}

Rows read_rows(const std::string& file) {
  Rows rows;
  std::ifstream input(file, std::ios::binary);
  if (!input) return rows;
  CsvReader reader(input, ',', '"');
  if (const auto header = reader.next()) rows.columns = *header;
  while (auto cells = reader.next()) {
    if (cells->size() == 1 && cells->front().empty()) continue;
    Row& row = rows.rows.emplace_back();
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      const bool is_given = i < cells->size() && !(*cells)[i].empty();
      row.push_back(is_given ? std::optional((*cells)[i]) : std::nullopt);
    }
  }
  return rows;
}

}  // namespace

bool OfflineStore::exists() {
  std::error_code unknown;
  return std::filesystem::exists(file_, unknown);
}

std::vector<CommentedSql> OfflineStore::missing() {
  if (sql_ != OfflineSql::all || !rows().empty()) return {};
  return {{"", tables_.create_history()}};
}

std::vector<HistoryRow>& OfflineStore::rows() {
  if (!rows_) rows_ = History::read(read_rows(file_)).rows();
  return *rows_;
}

std::vector<HistoryRow>::iterator OfflineStore::find_row(const ChangeSetId& id) {
  return std::find_if(rows().begin(), rows().end(),
                      [&](const HistoryRow& row) { return row.id == id; });
}

RowChanges OfflineStore::answer(std::string sql) const {
  if (sql_ == OfflineSql::none) return {};
  return {{std::move(sql), "", ""}};
}

RowChanges OfflineStore::record(const HistoryRow& row) {
  rows().push_back(row);
  rows().back().executed_at = local_time_now();
  return answer(tables_.insert(row));
}

RowChanges OfflineStore::record_again(const HistoryRow& row) {
  const auto known = find_row(row.id);
  if (known == rows().end()) return record(row);
  const Text tag = row.tag ? row.tag : known->tag;
  *known = row;
  known->tag = tag;
  known->executed_at = local_time_now();
  return answer(tables_.update(row));
}

RowChanges OfflineStore::forget(const ChangeSetId& id) {
  std::erase_if(rows(), [&](const HistoryRow& row) { return row.id == id; });
  return answer(tables_.remove(id));
}

RowChanges OfflineStore::restore(const HistoryRow& row) {
  rows().push_back(row);
  return answer(tables_.insert_again(row));
}

/// A script says nothing of checksums.
RowChanges OfflineStore::set_checksum(const ChangeSetId& id, const Text& checksum) {
  if (const auto known = find_row(id); known != rows().end()) known->checksum = checksum;
  return {};
}

RowChanges OfflineStore::clear_checksums() {
  for (HistoryRow& row : rows()) row.checksum = {};
  return {};
}

RowChanges OfflineStore::tag_last_row(const std::string& tag) {
  if (!rows().empty()) rows().back().tag = tag;
  return answer(tables_.tag_last_row(tag));
}

SessionLock OfflineStore::session_lock() { return {"history file " + file_}; }

void OfflineStore::save() {
  const std::string copy = file_ + ".new";
  const auto fail = [&] {
    throw Error("cannot write the offline history '" + file_ + "': " + system_message(errno));
  };
  {
    std::ofstream output(copy, std::ios::binary);
    std::vector<std::string> header;
    for (const char* const column : columns) header.push_back(in_quotes(column));
    output << join(header, ",") << "\n";
    for (const HistoryRow& row : rows()) output << csv_line(row);
    output.flush();
    if (!output) fail();
  }
  if (std::rename(copy.c_str(), file_.c_str()) != 0) fail();
}

}  // namespace ebbtide
