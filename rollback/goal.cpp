// A goal is a mark in the history, which is a list in the order things ran:
//
//   row              moment    tag   deployment      goal                  asks for
//   1 create orders  10:00           4711            to tag v1             4 5
//   2 insert         10:00           4711            to 10:05              3 4 5
//   3 create view    10:07     v1    4712            the last 2            all; the plan counts
//   4 add column     10:09           4712            changeset 2           2
//   5 create index   10:12           4713            deployment 4712       3 4
//                                                    the newest run        5
//
// A count takes all rows here, because what it counts is what contexts, labels and `ignore` leave,
// which the plan finds out. A tag means the row that has it, and the state with that row: it stays,
// unless setting the tag is all that its changeset does, for then the state is the one before it.
//
// A rollback that was killed or has failed is given again. Where the goal names what it means, that
// is right by itself: the rows that are undone are gone, and the tag, the date or the changesets
// mean the rest. A count does not: after one of two, `rollback-count 2` would undo three in all.
// Nor does "the newest run", which is another one once the first is undone. So such a rollback
// leaves word before its first statement, in the row of the lock: with 6 rows, `rollback of 2 to 4
// rows`. A run that is killed leaves the row behind with its word, and the one that takes the row
// over reads it:
//
//   rows now   goal given    means
//   5          the last 2    1, the rest; also `the last 1`, from somebody who has looked
//   4          the last 2    nothing: all of it is done
//   5          the last 3    an error that says what is left, since it could mean either
//
// The word is of rows and not of changesets: rows are what both runs can see, and those that the
// second run has just finished for the first (see finish_rollbacks) are counted by being gone. The
// refusal frees the row of the lock and its word with it, so that the same command given once more
// begins anew, as its message says. A run that fails or is stopped also frees its row; what it had
// half done is finished by the next one and counted there, and the operator has seen the failure.
//
// DATEEXECUTED may be NULL in a table that somebody has edited. Such a row ran after the dated row
// before it and before the dated row behind it. Where the moment asked for lies outside of these
// two it is clear on which side the row is; between them it is not, and the row is in doubt.
#include "rollback/goal.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "text/ascii.h"
#include "text/iso_date.h"

namespace ebbtide {
namespace {

bool has_tag(const HistoryRow& row, const std::string& tag) {
  return row.tag && equals_ignoring_case(*row.tag, tag);
}

/// As Liquibase does: a changeset that does nothing but set the tag is undone with what follows it.
bool only_tags(const HistoryRow& row) { return trim(row.description.or_empty()) == "tagDatabase"; }

std::set<const HistoryRow*> rows_after_tag(const RollbackToTag& goal,
                                           const std::vector<HistoryRow>& rows) {
  const auto tagged = [&](const HistoryRow& row) { return has_tag(row, goal.tag); };
  auto found = std::find_if(rows.begin(), rows.end(), tagged);
  if (found == rows.end())
    throw Error("Could not find tag '" + goal.tag +
                "' in the database; 'history' shows the tags there are");
  if (goal.newest) found = std::find_if(rows.rbegin(), rows.rend(), tagged).base() - 1;
  std::set<const HistoryRow*> undone;
  for (auto row = only_tags(*found) ? found : found + 1; row != rows.end(); ++row) {
    const bool stays = !goal.newest && !goal.undoes_equal_tags && tagged(*row) && !only_tags(*row);
    if (!stays) undone.insert(&*row);
  }
  return undone;
}

std::set<const HistoryRow*> rows_of(const RollbackChosen& goal, const History& history) {
  std::set<const HistoryRow*> rows;
  for (const ChangeSetId& id : goal.ids) {
    const HistoryRow* const row = history.find(id);
    if (row == nullptr)
      throw Error("the changeset " + id.to_text() +
                  " is not in the history, so there is nothing of it to undo");
    rows.insert(row);
  }
  return rows;
}

std::set<const HistoryRow*> rows_of(const RollbackDeployment& goal,
                                    const std::vector<HistoryRow>& rows) {
  const std::string wanted =
      !goal.id.empty() || rows.empty() ? goal.id : rows.back().deployment.value_or("");
  std::set<const HistoryRow*> found;
  for (const HistoryRow& row : rows) {
    if (row.deployment == wanted) found.insert(&row);
  }
  if (found.empty())
    throw Error("the history has no deployment '" + wanted + "'; 'history' shows those there are");
  return found;
}

/// Moments compare as text once both are written alike: to the millisecond, as Liquibase compares
/// them, and without the zone, which is that of the session and of the one who asks.
std::string comparable(std::string_view moment) {
  constexpr std::size_t to_second = 19, of_millis = 3;
  std::string text = replace_all(moment, "T", " ");
  std::string millis;
  if (text.size() > to_second && text[to_second] == '.') {
    const std::string_view behind = std::string_view(text).substr(to_second + 1);
    millis = behind.substr(0, std::min(of_millis, behind.find_first_not_of("0123456789")));
  }
  text.resize(std::min(text.size(), to_second));
  return text + "." + millis + std::string(of_millis - millis.size(), '0');
}

/// The rows that ran after the moment. One without a date ran after the one before it and before
/// the next.
std::set<const HistoryRow*> rows_after(const RollbackToDate& goal,
                                       const std::vector<HistoryRow>& rows) {
  const std::string moment = comparable(goal.moment);
  std::set<const HistoryRow*> found;
  bool is_after = false;
  for (const HistoryRow& row : rows) {
    if (!row.executed_at.empty()) is_after = comparable(row.executed_at) > moment;
    if (is_after) found.insert(&row);
  }
  return found;
}

/// Whether the moment lies between the dated rows around one that has no date. rows_after takes an
/// undated row for as old as the dated one before it, so what it leaves out is in doubt where the
/// next dated row, or the end, is after the moment.
bool is_undated_between(const RollbackToDate& goal, const std::vector<HistoryRow>& rows,
                        std::size_t place) {
  if (!rows[place].executed_at.empty()) return false;
  const std::string moment = comparable(goal.moment);
  const auto next = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(place), rows.end(),
                                 [](const HistoryRow& row) { return !row.executed_at.empty(); });
  const bool next_is_after = next == rows.end() || comparable(next->executed_at) > moment;
  return next_is_after && !rows_after(goal, rows).contains(&rows[place]);
}

/// The numbers of a date and a time, without a fraction and a zone.
std::vector<int> numbers_of(std::string_view text) {
  constexpr std::size_t to_second = 19;
  text = text.substr(0, std::min({text.size(), to_second, text.find('.')}));
  std::vector<int> numbers;
  for (const char* at = text.data(); at < text.data() + text.size(); ++at) {
    int number = 0;
    const auto [end, error] = std::from_chars(at, text.data() + text.size(), number);
    if (error != std::errc{}) break;
    numbers.push_back(std::abs(number));
    at = end;
  }
  return numbers;
}

}  // namespace

// canonical_date reads as Java's lenient parsers do: February 30th is March 2nd. That such a day
// was meant is not believed: the numbers given must be the numbers read. Forms that begin with the
// name of a day, as java.util.Date prints itself, have their numbers in another order and are not
// compared. A time alone is one of the first of January 1970, as Liquibase does.
RollbackToDate parse_rollback_date(std::string_view text) {
  const std::string_view given = trim(text);
  const auto date = canonical_date(given);
  if (!date) {
    throw UsageError("Unknown date format to parse: " + std::string(text) +
                     ".; write 2026-11-22, 2026-11-22 07:29:45 or 2026-11-22T07:29:45");
  }
  if (!is_letter(given.front()) && numbers_of(given) != numbers_of(*date))
    throw UsageError("there is no such date or time: " + std::string(text) +
                     "; by the calendar it would be " + replace_all(*date, "T", " "));
  if (!contains(*date, "-")) return {"1970-01-01 " + *date};
  return {contains(*date, ":") ? replace_all(*date, "T", " ") : *date + " 00:00:00"};
}

std::set<const HistoryRow*> rows_to_undo(const RollbackGoal& goal, const History& history) {
  if (const auto* const to_tag = std::get_if<RollbackToTag>(&goal))
    return rows_after_tag(*to_tag, history.rows());
  if (const auto* const some = std::get_if<RollbackChosen>(&goal)) return rows_of(*some, history);
  if (const auto* const run = std::get_if<RollbackDeployment>(&goal))
    return rows_of(*run, history.rows());
  if (const auto* const to_date = std::get_if<RollbackToDate>(&goal))
    return rows_after(*to_date, history.rows());
  std::set<const HistoryRow*> all;
  for (const HistoryRow& row : history.rows()) all.insert(&row);
  return all;
}

std::vector<const HistoryRow*> rows_in_doubt(const RollbackGoal& goal, const History& history) {
  const auto* const to_date = std::get_if<RollbackToDate>(&goal);
  const bool asks_for_one = std::holds_alternative<RollbackChosen>(goal);
  const auto* const run = std::get_if<RollbackDeployment>(&goal);
  std::vector<const HistoryRow*> rows;
  for (std::size_t i = 0; i < history.rows().size() && !asks_for_one; ++i) {
    const HistoryRow& row = history.rows()[i];
    if (run != nullptr && !run->id.empty() && row.deployment.or_empty() != run->id) continue;
    if (!row.has_known_place ||
        (to_date != nullptr && is_undated_between(*to_date, history.rows(), i)))
      rows.push_back(&row);
  }
  return rows;
}

namespace {

/// `2` of a count, `newest` of the newest run; empty where the goal names what it means.
std::string repeatable_part(const RollbackGoal& goal) {
  if (const auto* const counted = std::get_if<RollbackCount>(&goal))
    return std::to_string(counted->count);
  const auto* const run = std::get_if<RollbackDeployment>(&goal);
  return run != nullptr && run->id.empty() ? "newest" : "";
}

/// How many rows the word says the history will have; nothing for a word of another kind.
std::optional<std::size_t> rows_left_of(std::string_view word) {
  constexpr std::string_view mark = " to ";
  const std::size_t at = word.find(mark);
  std::size_t rows = 0;
  if (!word.starts_with("rollback of ") || at == std::string_view::npos) return std::nullopt;
  const std::string_view number = word.substr(at + mark.size());
  const bool is_read =
      std::from_chars(number.data(), number.data() + number.size(), rows).ec == std::errc{};
  return is_read ? std::optional(rows) : std::nullopt;
}

/// The goal, as far as the run that left the word has not done it: until so many rows are left.
std::optional<RollbackGoal> rest_to(RollbackGoal goal, const std::string& word,
                                    std::size_t rows_left, std::size_t rows) {
  const std::size_t rest = rows > rows_left ? rows - rows_left : 0;
  const bool asks_for_rest = rest > 0 && repeatable_part(goal) == std::to_string(rest);
  if (!asks_for_rest && word != word_of(goal, rows_left))
    throw GoalRefused(
        "a " + word + " was cut off and has left " + count_of(rest, "changeset") +
        " to undo, so nothing was done now: give that rollback again to end it, or this "
        "one again to begin anew");
  if (rest == 0) return std::nullopt;
  if (auto* const counted = std::get_if<RollbackCount>(&goal))
    counted->count = static_cast<int>(rest);
  return goal;
}

}  // namespace

std::string word_of(const RollbackGoal& goal, std::size_t rows_left) {
  const std::string part = repeatable_part(goal);
  return part.empty() ? "" : "rollback of " + part + " to " + std::to_string(rows_left) + " rows";
}

std::optional<RollbackGoal> rest_of(RollbackGoal goal, const std::vector<ChangeSetId>& finished,
                                    const History& history, const std::string& word) {
  if (const auto rows_left = rows_left_of(word); rows_left && !repeatable_part(goal).empty())
    return rest_to(std::move(goal), word, *rows_left, history.change_sets());
  if (finished.empty()) return goal;
  if (auto* const counted = std::get_if<RollbackCount>(&goal)) {
    counted->count -= static_cast<int>(finished.size());
    if (counted->count <= 0) return std::nullopt;
  }
  if (auto* const chosen = std::get_if<RollbackChosen>(&goal)) {
    std::erase_if(chosen->ids, [&](const ChangeSetId& id) {
      return std::any_of(finished.begin(), finished.end(),
                         [&](const ChangeSetId& one) { return is_same(one, id); });
    });
    if (chosen->ids.empty()) return std::nullopt;
  }
  if (const auto* const deployed = std::get_if<RollbackDeployment>(&goal)) {
    // Where none is named, the newest run of now may be one before the one that was meant.
    const bool is_left =
        !deployed->id.empty() &&
        std::any_of(history.rows().begin(), history.rows().end(),
                    [&](const HistoryRow& row) { return row.deployment == deployed->id; });
    if (!is_left) return std::nullopt;
  }
  return goal;
}

}  // namespace ebbtide
