#include "executor/history.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::array<std::string_view, 5> type_names{"EXECUTED", "FAILED", "SKIPPED", "RERAN", "MARK_RAN"};

ExecType parse_type(const std::string& text, const ChangeSetId& id) {
  const auto found = std::find(type_names.begin(), type_names.end(), text);
  if (found == type_names.end()) {
    throw Error("the history has an EXECTYPE that nobody knows: '" + text + "' for " + id.to_text() + "; correct the row in DATABASECHANGELOG");
  }
  return static_cast<ExecType>(found - type_names.begin());
}

/// Where the columns of the table stand in the rows.
class Columns {
 public:
  explicit Columns(const Rows& rows) : rows_(rows) {}

  Text text(const Row& row, std::string_view name) const {
    for (std::size_t i = 0; i < rows_.columns.size(); ++i) {
      if (equals_ignoring_case(rows_.columns[i], name)) return row[i] ? Text(*row[i]) : Text();
    }
    return {};
  }

 private:
  const Rows& rows_;
};

int to_number(const Text& text) {
  int number = 0;
  const std::string_view digits = text.or_empty();
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

std::string_view to_text(ExecType type) { return type_names[static_cast<std::size_t>(type)]; }

History::History(std::vector<HistoryRow> rows) : rows_(std::move(rows)) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto [place, is_new] = newest_.emplace(rows_[i].id.normalized(), i);
    if (is_new) continue;
    const HistoryRow& known = rows_[place->second];
    // As Liquibase does: of two rows of the same moment, the lower order counts.
    if (rows_[i].executed_at > known.executed_at) place->second = i;
  }
}

History History::read(const Rows& found) {
  const Columns columns(found);
  std::vector<HistoryRow> rows;
  rows.reserve(found.rows.size());
  for (const Row& row : found.rows) {
    HistoryRow& entry = rows.emplace_back();
    entry.id = {columns.text(row, "FILENAME").value_or(""), columns.text(row, "ID").value_or(""), columns.text(row, "AUTHOR").value_or("")};
    entry.executed_at = columns.text(row, "DATEEXECUTED").value_or("");
    entry.order = to_number(columns.text(row, "ORDEREXECUTED"));
    entry.type = parse_type(columns.text(row, "EXECTYPE").value_or("EXECUTED"), entry.id);
    entry.checksum = columns.text(row, "MD5SUM");
    entry.description = columns.text(row, "DESCRIPTION");
    entry.comments = columns.text(row, "COMMENTS");
    entry.tag = columns.text(row, "TAG");
    entry.version = columns.text(row, "LIQUIBASE");
    entry.contexts = columns.text(row, "CONTEXTS");
    entry.labels = columns.text(row, "LABELS");
    entry.deployment = columns.text(row, "DEPLOYMENT_ID");
  }
  return History(std::move(rows));
}

const HistoryRow* History::find(const ChangeSetId& id) const {
  const auto found = newest_.find(id.normalized());
  return found == newest_.end() ? nullptr : &rows_[found->second];
}

int History::last_order() const {
  const auto highest = std::max_element(rows_.begin(), rows_.end(), [](const HistoryRow& a, const HistoryRow& b) { return a.order < b.order; });
  return highest == rows_.end() ? 0 : highest->order;
}

bool History::has_old_checksums() const {
  const std::string newest = std::to_string(newest_checksum_version) + ":";
  return std::any_of(rows_.begin(), rows_.end(), [&](const HistoryRow& row) { return row.checksum && !row.checksum->starts_with(newest); });
}

}  // namespace ebbtide
