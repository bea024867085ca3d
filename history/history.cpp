// In which order the changesets ran, a rollback and a tag must know for sure. The table says it by
// DATEEXECUTED, and among rows of one moment by ORDEREXECUTED. Rows that lack one of them (the
// columns may be NULL in tables that were altered by hand, and MySQL knows `0000-00-00`) are placed
// by what is left:
//
//   no date    among those with a date, where all before it have a lower order and all behind it a
//              higher one: 3 belongs between 2 and 4 of 1 2 4. In 1 5 2 there is no such place
//   no order   by its date; its place among rows of the same moment is not known
//   neither    nowhere: it stands first and its place is not known
//
// Nothing is guessed: `has_known_place` is false for each of them that could stand elsewhere, and
// whoever needs the order refuses. Two rows without a date that have one order are lost both.
//
// A changeset can have several rows, since nothing in the table forbids it. The last one counts;
// `last_` has one index for each changeset, in the order of ByIdentity, to be searched by halves.
#include "history/history.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr auto all_columns = std::to_array<std::string_view>(
    {"ID", "AUTHOR", "FILENAME", "DATEEXECUTED", "ORDEREXECUTED", "EXECTYPE", "MD5SUM",
     "DESCRIPTION", "COMMENTS", "TAG", "LIQUIBASE", "CONTEXTS", "LABELS", "DEPLOYMENT_ID"});

/// What the upgrade of a table without ORDEREXECUTED writes there.
constexpr int order_of_old_layouts = -1;

constexpr auto type_names = std::to_array<std::string_view>(
    {"EXECUTED", "FAILED", "SKIPPED", "RERAN", "MARK_RAN", "UNKNOWN"});

ExecType parse_type(std::string_view text) {
  const auto known = type_names.end() - 1;
  const auto found = std::find(type_names.begin(), known, text);
  return static_cast<ExecType>(found - type_names.begin());
}

/// Where the columns of the table stand in the rows.
class Columns {
 public:
  explicit Columns(const Rows& found) : found_(found) {}

  bool has(std::string_view name) const { return place_of(name).has_value(); }
  /// Takes a value out of its row.
  std::optional<std::string> take(Row& row, std::string_view name) const {
    const auto place = place_of(name);
    if (!place) return std::nullopt;
    std::optional<std::string> value = std::move(row[*place]);
    if (value && found_.kind(*place) == ColumnKind::padded)
      value->erase(value->find_last_not_of(' ') + 1);
    return value;
  }
  Text take_text(Row& row, std::string_view name) const {
    const auto value = take(row, name);
    return value ? Text(*value) : Text();
  }

 private:
  std::optional<std::size_t> place_of(std::string_view name) const {
    const auto& names = found_.columns;
    const auto same = std::find_if(names.begin(), names.end(), [&](const std::string& one) {
      return equals_ignoring_case(one, name);
    });
    if (same == names.end()) return std::nullopt;
    return static_cast<std::size_t>(same - names.begin());
  }

  const Rows& found_;
};

std::optional<int> to_number(const std::optional<std::string>& digits) {
  int number = 0;
  if (!digits) return std::nullopt;
  const auto [end, error] =
      std::from_chars(digits->data(), digits->data() + digits->size(), number);
  return error == std::errc{} ? std::optional(number) : std::nullopt;
}

/// A moment as the database writes it; empty for what is none, such as `0000-00-00 00:00:00`.
std::string moment_of(std::string text) {
  const std::string_view year = std::string_view(text).substr(0, 4);
  const bool is_date = text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
                       std::all_of(year.begin(), year.end(), is_digit) && year != "0000";
  return is_date ? text : std::string();
}

/// Where a row without a date belongs among those that have one: behind all that ran before it by
/// their order. Nothing where the orders do not tell.
std::optional<std::size_t> place_among(const std::vector<HistoryRow>& dated,
                                       const HistoryRow& undated) {
  if (!undated.has_order) return std::nullopt;
  const int order = undated.order;
  const auto is_before = [&](const HistoryRow& row) { return row.has_order && row.order < order; };
  const auto behind = std::find_if_not(dated.begin(), dated.end(), is_before);
  const bool is_clear = std::all_of(behind, dated.end(), [&](const HistoryRow& row) {
    return row.has_order && row.order > order;
  });
  if (!is_clear) return std::nullopt;
  return static_cast<std::size_t>(behind - dated.begin());
}

std::vector<HistoryRow> placed(std::vector<HistoryRow> rows) {
  const auto has_date = [](const HistoryRow& row) { return !row.executed_at.empty(); };
  const auto undated = std::stable_partition(rows.begin(), rows.end(), has_date);
  std::vector<HistoryRow> others(std::make_move_iterator(undated),
                                 std::make_move_iterator(rows.end()));
  rows.erase(undated, rows.end());
  std::vector<HistoryRow> lost;
  for (HistoryRow& row : others) {
    const auto has_its_order = [&](const HistoryRow& other) {
      return other.has_order && other.order == row.order;
    };
    const bool is_alone = std::count_if(others.begin(), others.end(), has_its_order) <= 1;
    const auto place = is_alone ? place_among(rows, row) : std::nullopt;
    row.has_known_place = place.has_value();
    if (place) {
      rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(*place), std::move(row));
    } else {
      lost.push_back(std::move(row));
    }
  }
  rows.insert(rows.begin(), std::make_move_iterator(lost.begin()),
              std::make_move_iterator(lost.end()));
  return rows;
}

/// Rows of one moment have no known place among each other where one of them has no order.
void mark_ties(std::vector<HistoryRow>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    HistoryRow &one = rows[i - 1], &next = rows[i];
    if (one.executed_at.empty() || one.executed_at != next.executed_at) continue;
    if (!one.has_order || !next.has_order) one.has_known_place = next.has_known_place = false;
  }
}

}  // namespace

std::string_view to_text(ExecType type) { return type_names[static_cast<std::size_t>(type)]; }

bool stands_for_nothing(const HistoryRow& row) { return row.id.path == "liquibase-internal"; }

std::string_view type_text(const HistoryRow& row) {
  return row.type == ExecType::unknown ? std::string_view(row.type_text) : to_text(row.type);
}

History::History(std::vector<HistoryRow> rows) : rows_(std::move(rows)) {
  const ByIdentity before;
  std::vector<std::size_t> order(rows_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return before(rows_[a].id, rows_[b].id); });
  for (const std::size_t place : order) {
    if (last_.empty() || before(rows_[last_.back()].id, rows_[place].id)) {
      last_.push_back(place);
    } else {
      last_.back() = place;
    }
  }
}

History History::read(Rows found) {
  const Columns columns(found);
  const bool has_orders = columns.has("ORDEREXECUTED");
  std::vector<HistoryRow> rows;
  rows.reserve(found.rows.size());
  for (Row& row : found.rows) {
    HistoryRow& entry = rows.emplace_back();
    entry.id = {columns.take(row, "FILENAME").value_or(""), columns.take(row, "ID").value_or(""),
                columns.take(row, "AUTHOR").value_or("")};
    entry.executed_at = moment_of(columns.take(row, "DATEEXECUTED").value_or(""));
    const auto order = to_number(columns.take(row, "ORDEREXECUTED"));
    entry.order = order.value_or(has_orders ? 0 : order_of_old_layouts);
    entry.has_order = order || !has_orders;
    entry.type_text = columns.take(row, "EXECTYPE").value_or("EXECUTED");
    entry.type = parse_type(entry.type_text);
    if (entry.type != ExecType::unknown) entry.type_text.clear();
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
  rows = placed(std::move(rows));
  mark_ties(rows);
  History history(std::move(rows));
  history.lacks_columns_ = std::any_of(all_columns.begin(), all_columns.end(),
                                       [&](auto name) { return !columns.has(name); });
  return history;
}

const HistoryRow* History::find(const ChangeSetId& id) const {
  const ByIdentity before;
  const auto found = std::lower_bound(last_.begin(), last_.end(), id,
                                      [&](std::size_t place, const ChangeSetId& wanted) {
                                        return before(rows_[place].id, wanted);
                                      });
  return found == last_.end() || before(id, rows_[*found].id) ? nullptr : &rows_[*found];
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
