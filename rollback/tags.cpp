// A tag is a mark on one row of the history, and a rollback to it undoes the rows behind that row.
// That is what was meant only as long as rows stay where they were when the tag was set. They do
// not: a changeset that runs again (runAlways, runOnChange) moves to the end with its tag, a tag
// can be given twice, a tagDatabase changeset sets its tag even where it was only marked as ran,
// and rows of another changelog are not undone at all. Liquibase goes on in all of these cases.
#include "rollback/tags.h"

#include <algorithm>

#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string described(const HistoryRow& row) { return row.id.to_text() + " of " + row.executed_at; }

std::string listed(const std::vector<const HistoryRow*>& rows) {
  constexpr std::size_t most = 5;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < rows.size() && i < most; ++i) names.push_back(described(*rows[i]));
  return join(names, ", ") +
         (rows.size() > most ? " and " + std::to_string(rows.size() - most) + " more" : "");
}

/// Looks for each doubt by itself: a rollback to one tag may have several, and all are told at
/// once.
class Doubts {
 public:
  Doubts(const RollbackToTag& goal, const Changelog& changelog, const History& history,
         const TagChoices& choices)
      : goal_(goal), changelog_(changelog), history_(history), choices_(choices) {}

  std::vector<Problem> find() {
    tagged_ = rows_tagged(goal_.tag, history_);
    if (tagged_.empty()) return {};
    check_tagged();
    check_reran();
    check_unexpected();
    return std::move(found_);
  }

 private:
  void add(std::string message) { found_.push_back({{}, std::move(message), ""}); }

  void check_tagged() {
    if (choices_.version_given) return;
    if (tagged_.size() > 1)
      add("the tag '" + goal_.tag + "' is on " + std::to_string(tagged_.size()) +
          " rows of the history: " + listed(tagged_) +
          "; say which is meant with --tag-version=OLDEST or --tag-version=NEWEST");
    if (meant().type == ExecType::mark_ran)
      add("the tag '" + goal_.tag + "' is on " + described(meant()) +
          ", which was marked as ran and did not run here, so this database may never have had "
          "that state; --tag-version=OLDEST or --tag-version=NEWEST takes the row as it is");
    if (meant().type == ExecType::reran)
      add("the tag '" + goal_.tag + "' is on " + described(meant()) +
          ", which ran again and has moved to the end of the history with its tag: what ran "
          "between "
          "would stay; --tag-version=OLDEST or --tag-version=NEWEST takes the row where it is, "
          "rollback-to-date and rollback-count go by other means");
  }

  void check_reran() {
    if (choices_.keep_reran || nobody_moved_from_before()) return;
    std::vector<const HistoryRow*> reran;
    for (const HistoryRow* const row : behind()) {
      if (row->type == ExecType::reran && changelog_.find(row->id) != nullptr) reran.push_back(row);
    }
    if (reran.empty()) return;
    add(count_of(reran.size(), "changeset") + " ran again after the tag '" + goal_.tag +
        "' was set, and the history does not say whether the first time was before it: " +
        listed(reran) + "; --keep-reran=true leaves them, --keep-reran=false undoes them");
  }

  /// A changeset that runs again leaves its ORDEREXECUTED behind, and no later one takes it. Where
  /// as many are missing up to the tag as rows up to it ran again, each of those has left one, and
  /// what ran again behind the tag had its first time there too.
  bool nobody_moved_from_before() const {
    int last = 0, rows = 0, reran = 0;
    for (const HistoryRow& row : history_.rows()) {
      if (!row.has_order || row.order <= last) return false;
      last = row.order;
      ++rows;
      if (row.type == ExecType::reran) ++reran;
      if (&row == &meant()) break;
    }
    return last - rows == reran;
  }

  void check_unexpected() {
    if (choices_.keep_unexpected == true) return;
    std::vector<const HistoryRow*> unexpected;
    for (const HistoryRow* const row : behind()) {
      if (changelog_.find(row->id) == nullptr && !stands_for_nothing(*row))
        unexpected.push_back(row);
    }
    if (unexpected.empty()) return;
    add(count_of(unexpected.size(), "row") + " behind the tag '" + goal_.tag +
        "' cannot be undone, since the changelog does not have the changeset: " +
        listed(unexpected) + "; --keep-unexpected=true undoes the others around them");
  }

  const HistoryRow& meant() const { return goal_.newest ? *tagged_.back() : *tagged_.front(); }

  std::vector<const HistoryRow*> behind() const {
    std::vector<const HistoryRow*> rows;
    bool is_behind = false;
    for (const HistoryRow& row : history_.rows()) {
      if (is_behind) rows.push_back(&row);
      is_behind = is_behind || &row == &meant();
    }
    return rows;
  }

  const RollbackToTag& goal_;
  const Changelog& changelog_;
  const History& history_;
  const TagChoices& choices_;
  std::vector<const HistoryRow*> tagged_;
  std::vector<Problem> found_;
};

}  // namespace

std::vector<const HistoryRow*> rows_tagged(const std::string& tag, const History& history) {
  std::vector<const HistoryRow*> rows;
  for (const HistoryRow& row : history.rows()) {
    if (row.tag && equals_ignoring_case(*row.tag, tag)) rows.push_back(&row);
  }
  return rows;
}

std::vector<Problem> tag_doubts(const RollbackToTag& goal, const Changelog& changelog,
                                const History& history, const TagChoices& choices) {
  return Doubts(goal, changelog, history, choices).find();
}

}  // namespace ebbtide
