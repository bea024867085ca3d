#include "executor/history.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr std::array<std::string_view, 5> type_names{"EXECUTED", "FAILED", "SKIPPED", "RERAN",
                                                     "MARK_RAN"};

ExecType parse_type(const std::string& text, const ChangeSetId& id) {
  const auto found = std::find(type_names.begin(), type_names.end(), text);
  if (found == type_names.end()) {
    throw Error("the history has an EXECTYPE that nobody knows: '" + text + "' for " +
                id.to_text() + "; correct the row in DATABASECHANGELOG");
  }
  return static_cast<ExecType>(found - type_names.begin());
}

/// Where the columns of the table stand in the rows.
class Columns {
 public:
  explicit Columns(const std::vector<std::string>& names) : names_(names) {}

  /// Takes a value out of its row.
  std::optional<std::string> take(Row& row, std::string_view name) const {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (equals_ignoring_case(names_[i], name)) return std::move(row[i]);
    }
    return std::nullopt;
  }
  Text take_text(Row& row, std::string_view name) const {
    auto value = take(row, name);
    return value ? Text(std::move(*value)) : Text();
  }

 private:
  const std::vector<std::string>& names_;
};

int to_number(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

std::string_view to_text(ExecType type) { return type_names[static_cast<std::size_t>(type)]; }

History::History(std::vector<HistoryRow> rows) : rows_(std::move(rows)) {
  const ByIdentity before;
  std::vector<std::size_t> order(rows_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return before(rows_[a].id, rows_[b].id); });
  for (const std::size_t place : order) {
    if (newest_.empty() || before(rows_[newest_.back()].id, rows_[place].id)) {
      newest_.push_back(place);
    } else if (rows_[place].executed_at > rows_[newest_.back()].executed_at) {
      // As Liquibase does: of two rows of the same moment, the lower order counts.
      newest_.back() = place;
    }
  }
}

History History::read(Rows found) {
  const Columns columns(found.columns);
  std::vector<HistoryRow> rows;
  rows.reserve(found.rows.size());
  for (Row& row : found.rows) {
    HistoryRow& entry = rows.emplace_back();
    entry.id = {columns.take(row, "FILENAME").value_or(""), columns.take(row, "ID").value_or(""),
                columns.take(row, "AUTHOR").value_or("")};
    entry.executed_at = columns.take(row, "DATEEXECUTED").value_or("");
    entry.order = to_number(columns.take(row, "ORDEREXECUTED").value_or(""));
    entry.type = parse_type(columns.take(row, "EXECTYPE").value_or("EXECUTED"), entry.id);
    entry.checksum = columns.take_text(row, "MD5SUM");
    entry.description = columns.take_text(row, "DESCRIPTION");
    entry.comments = columns.take_text(row, "COMMENTS");
    entry.tag = columns.take_text(row, "TAG");
    entry.version = columns.take_text(row, "LIQUIBASE");
    entry.contexts = columns.take_text(row, "CONTEXTS");
    entry.labels = columns.take_text(row, "LABELS");
    entry.deployment = columns.take_text(row, "DEPLOYMENT_ID");
    row = {};
  }
  return History(std::move(rows));
}

const HistoryRow* History::find(const ChangeSetId& id) const {
  const ByIdentity before;
  const auto found = std::lower_bound(newest_.begin(), newest_.end(), id,
                                      [&](std::size_t place, const ChangeSetId& wanted) {
                                        return before(rows_[place].id, wanted);
                                      });
  return found == newest_.end() || before(id, rows_[*found].id) ? nullptr : &rows_[*found];
}

bool History::has_run(const ChangeSetId& id) const {
  return find(id) != nullptr || std::any_of(rows_.begin(), rows_.end(), [&](const HistoryRow& row) {
           return is_same_but_for_case_of_path(row.id, id);
         });
}

int History::last_order() const {
  const auto highest =
      std::max_element(rows_.begin(), rows_.end(),
                       [](const HistoryRow& a, const HistoryRow& b) { return a.order < b.order; });
  return highest == rows_.end() ? 0 : highest->order;
}

}  // namespace ebbtide
