// Where DDL commits by itself, a changeset can stay half done, and only a note that the same
// commits keep can tell how far it came. STATE of its last row is one of these:
//
//   no row         nothing of the changeset is applied
//   0 DONE         undoing it has begun: the history has let go of it, no statement has run
//   n INTENDED     1 to n-1 are applied, and n was about to run: the database is asked for what it
//                  leaves behind. There: n is applied too. Not there: it is not. Where neither can
//                  be seen no run goes on by itself
//   n DONE         1 to n are applied and none behind it
//   n DONE 2       the same, and with n the first 2 changes are done as a whole
//
// Which statements are noted, and how, executor/journaled_run.cpp tells. Not every number has a
// row. A statement that changes rows within the transaction of its changeset shares a transaction
// with what is noted next, so that it is kept together with that note:
//
//   1  CREATE TABLE a (…)       note 1 INTENDED, which the statement commits
//   2  INSERT INTO a …          no note
//   3  CREATE TABLE b (…)       note 3 INTENDED: the statement commits row and note
//
// A kill before that commit leaves note 1 and no row: the next run goes on with 2. A kill behind it
// leaves the row and note 3, and the database shows whether there is a b. A note cannot lie, since
// it stands before its statement in the same stream.
//
// The history row is written with the last statement, and the notes go only at the end of the run,
// so that a changeset can have both. Then it is done: where the row is of the run that noted it, or
// younger than the last note. A row that is older is what a rollback or a second run began with.
#include "history/journal.h"

#include <algorithm>

#include "database/applied.h"
#include "database/connection.h"
#include "database/facts.h"
#include "database/literals.h"
#include "history/own_table.h"
#include "text/ascii.h"
#include "text/md5.h"

namespace ebbtide {
namespace {

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names{
      "ID",    "AUTHOR",         "FILENAME",      "MD5SUM",   "DIRECTION",    "STATEMENT_NUMBER",
      "STATE", "STATEMENT_TEXT", "STATEMENT_SUM", "NOTED_AT", "DEPLOYMENT_ID"};
  return names;
}

std::string_view to_text(Direction direction) {
  switch (direction) {
    case Direction::rollback:
      return "ROLLBACK";
    case Direction::undo:
      return "UNDO";
    case Direction::update:
      break;
  }
  return "UPDATE";
}

Direction direction_of(std::string_view text) {
  for (const Direction one : {Direction::rollback, Direction::undo}) {
    if (text == to_text(one)) return one;
  }
  return Direction::update;
}

bool is_same_way(const JournaledChangeSet& a, const ChangeSetId& id, Direction direction) {
  return a.direction == direction && is_same(a.id, id);
}

/// Whether the changeset has come into the history since its last statement was noted.
bool is_in_history(const JournaledChangeSet& one, const History& history) {
  const HistoryRow* const row = history.find(one.id);
  if (row == nullptr) return false;
  const bool is_of_this_run =
      one.direction == Direction::update && row->deployment == one.deployment;
  return is_of_this_run || row->executed_at > one.entries.back().noted_at;
}

JournaledChangeSet key_of(const Row& row) {
  JournaledChangeSet key;
  key.id = {row[2].value_or(""), row[0].value_or(""), row[1].value_or("")};
  key.checksum = row[3].value_or("");
  key.direction = direction_of(row[4].value_or(""));
  key.deployment = row[10].value_or("");
  return key;
}

/// The states of a statement: it was about to run, or was run; behind the latter stands how many
/// changes are done.
constexpr std::string_view intended = "INTENDED", done = "DONE";

JournalEntry entry_of(const Row& row) {
  const std::string state = row[6].value_or("");
  const bool is_done = state.starts_with(done);
  const int changes =
      is_done && state.size() > done.size() ? std::stoi(state.substr(done.size())) : 0;
  return {std::stoi(row[5].value_or("0")),
          is_done,
          row[7].value_or(""),
          row[8].value_or(""),
          row[9].value_or(""),
          changes};
}

}  // namespace

bool JournalEntry::is_of(const WalkedStatement& walked) const {
  return sum == md5(walked.sql()) || (walked.before_driver && sum == md5(*walked.before_driver));
}

std::optional<int> JournaledChangeSet::applied(const Catalog& live,
                                               const sql::Syntax& syntax) const {
  const JournalEntry& last = entries.back();
  if (last.is_done) return last.statement;
  switch (is_applied(sql::effects_of(last.sql, syntax), live)) {
    case Applied::yes:
      return last.statement;
    case Applied::no:
      return last.statement - 1;
    case Applied::unknown:
      break;
  }
  return std::nullopt;
}

const JournalEntry* JournaledChangeSet::find(int statement) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const JournalEntry& entry) {
    return entry.statement == statement;
  });
  return found == entries.end() ? nullptr : &*found;
}

void Journal::read(const History& history) {
  read([&](const JournaledChangeSet& one) { return is_in_history(one, history); });
}

void Journal::read(const std::function<bool(const JournaledChangeSet&)>& is_done) {
  Rows rows;
  try {
    rows = connection_.query({"SELECT " + join(columns(), ", ") + " FROM " + table_.name() +
                              " ORDER BY NOTED_AT, ID, AUTHOR, FILENAME, STATEMENT_NUMBER"});
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    if (!is_about_missing_table(error, table_.names().facts())) throw;
    return;
  }
  exists_ = true;
  std::vector<JournaledChangeSet> known;
  for (const Row& row : rows.rows) {
    const JournaledChangeSet key = key_of(row);
    auto place = std::find_if(known.begin(), known.end(), [&](const JournaledChangeSet& one) {
      return is_same_way(one, key.id, key.direction);
    });
    if (place == known.end()) place = known.insert(place, key);
    place->entries.push_back(entry_of(row));
  }
  for (JournaledChangeSet& one : known) {
    std::sort(one.entries.begin(), one.entries.end(),
              [](const auto& a, const auto& b) { return a.statement < b.statement; });
    if (is_done(one)) continue;
    open(one);
    unfinished_.push_back(std::move(one));
  }
}

const JournaledChangeSet* Journal::find(const ChangeSetId& id, Direction direction) const {
  const auto found =
      std::find_if(unfinished_.begin(), unfinished_.end(),
                   [&](const JournaledChangeSet& one) { return is_same_way(one, id, direction); });
  return found == unfinished_.end() ? nullptr : &*found;
}

std::string Journal::literal(std::string_view text) const {
  return text_literal(text, table_.names().facts());
}

std::string Journal::where(const JournaledChangeSet& about) const {
  return "(" + table_.is_of(about.id) + " AND DIRECTION = " + literal(to_text(about.direction)) +
         ")";
}

std::vector<std::string> Journal::values(const JournaledChangeSet& about,
                                         const JournalEntry& entry) const {
  return {literal(about.id.id),
          literal(about.id.author),
          literal(about.id.path),
          literal(about.checksum),
          literal(to_text(about.direction)),
          std::to_string(entry.statement),
          literal(entry.is_done ? done : intended),
          literal(entry.sql),
          literal(entry.sum),
          std::string(table_.names().facts().spellings.now),
          literal(deployment_)};
}

void Journal::make_table() {
  if (exists_) return;
  connection_.execute({table_.create()});
  exists_ = true;
}

void Journal::open(const JournaledChangeSet& about) {
  if (!open_.empty() && is_same_way(open_.back(), about.id, about.direction)) return;
  std::erase_if(open_, [&](const JournaledChangeSet& one) {
    return is_same_way(one, about.id, about.direction);
  });
  open_.push_back({about.id, about.direction, "", "", {}});
}

void Journal::queue(const std::string& sql, const Answered& answered) {
  connection_.queue({sql}, answered, answered ? FailsBy::nothing : FailsBy::error);
}

void Journal::note(const JournaledChangeSet& about, const JournalEntry& entry,
                   const Answered& answered) {
  open(about);
  queue("INSERT INTO " + table_.name() + " (" + join(columns(), ", ") + ") VALUES (" +
            join(values(about, entry), ", ") + ")",
        answered);
}

void Journal::note(const JournaledChangeSet& about, const JournalEntry& entry,
                   const std::string& condition, const JournalEntry& other,
                   const Answered& answered) {
  open(about);
  std::vector<std::string> choices = values(about, entry);
  const std::vector<std::string> others = values(about, other);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] != others[i])
      choices[i] = "CASE WHEN looked.holds THEN " + others[i] + " ELSE " + choices[i] + " END";
  }
  queue("INSERT INTO " + table_.name() + " (" + join(columns(), ", ") + ") SELECT " +
            join(choices, ", ") + " FROM (SELECT " + condition + " AS holds) looked",
        answered);
}

void Journal::confirm(const JournaledChangeSet& about, const JournalEntry& entry) {
  open(about);
  const std::string number = std::to_string(entry.statement);
  connection_.execute({"DELETE FROM " + table_.name() + " WHERE " + where(about) +
                       " AND STATEMENT_NUMBER > " + number});
  if (last_statement(about) != entry.statement) return note(about, entry);
  connection_.execute({"UPDATE " + table_.name() + " SET STATE = " + literal(done) + " WHERE " +
                       where(about) + " AND STATE = " + literal(intended) +
                       " AND STATEMENT_NUMBER = " + number});
}

void Journal::mark_changes(const JournaledChangeSet& about, int statement, int changes) {
  connection_.queue({"UPDATE " + table_.name() + " SET STATE = " +
                     literal(std::string(done) + " " + std::to_string(changes)) + " WHERE " +
                     where(about) + " AND STATEMENT_NUMBER = " + std::to_string(statement)});
}

void Journal::forget(const JournaledChangeSet& about) {
  // What is known of it may be what the caller holds.
  const std::string its = where(about);
  const bool is_noted = std::any_of(open_.begin(), open_.end(), [&](const auto& one) {
    return is_same_way(one, about.id, about.direction);
  });
  finish(about);
  if (is_noted) connection_.queue({"DELETE FROM " + table_.name() + " WHERE " + its});
}

std::optional<int> Journal::last_statement(const JournaledChangeSet& about) {
  if (!exists_) return std::nullopt;
  const Rows found = connection_.query(
      {"SELECT MAX(STATEMENT_NUMBER) FROM " + table_.name() + " WHERE " + where(about)});
  const auto& last = found.rows[0][0];
  return last ? std::optional(std::stoi(*last)) : std::nullopt;
}

void Journal::adopt(const JournaledChangeSet& about) {
  connection_.execute({"UPDATE " + table_.name() + " SET DEPLOYMENT_ID = " + literal(deployment_) +
                       " WHERE " + where(about)});
}

void Journal::finish(const JournaledChangeSet& about) {
  const JournaledChangeSet key{about.id, about.direction, "", "", {}};
  const auto is_it = [&](const JournaledChangeSet& one) {
    return is_same_way(one, key.id, key.direction);
  };
  std::erase_if(open_, is_it);
  std::erase_if(unfinished_, is_it);
}

void Journal::close() {
  if (!exists_) return;
  if (open_.empty()) {
    connection_.execute({"DROP TABLE " + table_.name()});
    exists_ = false;
    return;
  }
  std::vector<std::string> kept;
  for (const JournaledChangeSet& one : open_) kept.push_back(where(one));
  connection_.execute({"DELETE FROM " + table_.name() + " WHERE NOT (" + join(kept, " OR ") + ")"});
}

JournalEnd::~JournalEnd() {
  try {
    journal_.close();
  } catch (const Error&) {
    // The next run reads what stays of it and knows what is done.
  }
}

}  // namespace ebbtide
