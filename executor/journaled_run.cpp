#include "executor/journaled_run.h"

#include <algorithm>
#include <array>

#include "database/sql_words.h"
#include "database/statement_effect.h"
#include "text/ascii.h"
#include "text/md5.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

enum class StatementKind { nothing, session, data, definition };

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view one) { return equals_ignoring_case(one, word); });
}

StatementKind kind_of(std::string_view sql) {
  constexpr std::array<std::string_view, 5> session{"SET", "USE", "SHOW", "EXPLAIN", "PREPARE"};
  constexpr std::array<std::string_view, 12> data{"INSERT", "UPDATE", "DELETE", "REPLACE",
                                                  "SELECT", "WITH",   "VALUES", "MERGE",
                                                  "LOAD",   "COPY",   "TABLE",  "("};
  const auto words = sql_words(sql, 1);
  if (words.empty()) return StatementKind::nothing;
  if (is_one_of(session, words[0].text)) return StatementKind::session;
  return is_one_of(data, words[0].text) ? StatementKind::data : StatementKind::definition;
}

/// Whether what the statement does lasts no longer than the session, so that a new one needs it
/// again.
bool is_for_session(std::string_view sql) {
  SqlWords words(sql_words(sql, 2));
  return words.take_any({"SET", "USE", "PREPARE", "START", "BEGIN", "LOCK"}) ||
         words.take_all({"CREATE", "TEMPORARY"});
}

/// The next name as it can stand in a statement.
std::string spelled(SqlWords& words) {
  const bool is_quoted = words.sees_name() && !words.sees_word();
  const std::string name = words.take_name();
  return is_quoted ? '"' + replace_all(name, "\"", "\"\"") + '"' : name;
}

bool begins_transaction(std::string_view sql) {
  SqlWords words(sql_words(sql, 2));
  return words.take_any({"START", "BEGIN"}) || words.take_all({"SET", "AUTOCOMMIT"});
}

/// As much of a statement as tells what it is.
std::string beginning(std::string_view sql) {
  constexpr std::size_t most = 4000;
  const std::string_view cut = utf16_prefix(sql.substr(0, 4 * most), most);
  std::string text(cut.substr(0, std::min(cut.size(), find_invalid_utf8(cut))));
  std::erase(text, '\0');
  return text;
}

}  // namespace

JournaledRun::JournaledRun(const Parts& parts, JournaledChangeSet about, bool in_transaction)
    : parts_(parts), about_(std::move(about)), in_transaction_(in_transaction) {}

void JournaledRun::resume(const JournaledChangeSet& earlier, int applied) {
  known_ = earlier.entries;
  applied_ = applied;
  parts_.journal.forget(about_, applied + 1);
  parts_.journal.adopt(about_);
}

/// A statement that is not the one that was applied in its place was made from what the database
/// looked like then; it is another one.
bool JournaledRun::was_applied(const std::string& sql) const {
  if (number_ > applied_) return false;
  const auto known = std::find_if(known_.begin(), known_.end(), [&](const JournalEntry& entry) {
    return entry.statement == number_;
  });
  return known == known_.end() || known->sum.empty() || known->sum == md5(sql);
}

std::int64_t JournaledRun::run(const SqlStep& step) {
  const std::string& sql = step.statement.sql;
  ++number_;
  if (was_applied(sql)) return is_for_session(sql) ? parts_.session.run(step) : 0;
  has_own_transactions_ = has_own_transactions_ || begins_transaction(sql);
  is_running_ = true;
  const std::int64_t rows = run_noted(step);
  is_running_ = false;
  return rows;
}

std::int64_t JournaledRun::run_noted(const SqlStep& step) {
  switch (kind_of(step.statement.sql)) {
    case StatementKind::data:
      return run_data(step);
    case StatementKind::definition:
      return run_definition(step);
    case StatementKind::nothing:
    case StatementKind::session:
      break;
  }
  return parts_.session.run(step);
}

void JournaledRun::note(int statement, bool is_done, const std::string& sql) {
  if (is_blind_) return;
  std::optional<JournalEntry> before;
  if (in_transaction_ && !last_data_.empty())
    before = JournalEntry{statement - 1, true, last_data_, "", ""};
  try {
    parts_.journal.note(about_, {statement, is_done, beginning(sql), md5(sql), ""}, before);
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    is_blind_ = true;
    parts_.report.warning(
        "the statements of the changeset cannot be noted in the journal (" +
        std::string(error.what()) +
        "), so that a run that is cut off has to be cleaned up by hand [changeset " +
        about_.id.to_text() + "]");
  }
}

std::int64_t JournaledRun::run_data(const SqlStep& step) {
  last_data_ = beginning(std::string_view(step.statement.sql).substr(0, 200));
  if (in_transaction_ || has_own_transactions_ || is_blind_) return parts_.session.run(step);
  parts_.session.begin();
  try {
    const std::int64_t rows = parts_.session.run(step);
    note(number_, true, step.statement.sql);
    parts_.session.commit();
    return rows;
  } catch (const ConnectionLost&) {
    throw;
  } catch (const Error&) {
    parts_.session.rollback();
    throw;
  }
}

/// An index that could not be made concurrently stays as an invalid one and would be in the way of
/// the next attempt.
void JournaledRun::clear_the_way(const std::string& sql) {
  SqlWords words(sql_words(sql, 12));
  if (!words.take("CREATE")) return;
  words.take("UNIQUE");
  if (!words.take_all({"INDEX", "CONCURRENTLY"}) || words.take("ON")) return;
  words.take_all({"IF", "NOT", "EXISTS"});
  const std::string index = spelled(words);
  if (!words.take_all({"ON", "ONLY"})) words.take("ON");
  const std::string first = spelled(words);
  const std::string schema = words.take(".") ? first + "." : "";
  if (look_for_effect(sql, parts_.live) == Applied::yes) return;
  parts_.session.run("DROP INDEX CONCURRENTLY IF EXISTS " + schema + index);
}

std::int64_t JournaledRun::run_definition(const SqlStep& step) {
  const std::string& sql = step.statement.sql;
  if (!in_transaction_) clear_the_way(sql);
  SqlWords words(sql_words(sql, 2));
  // While tables are locked no other table can be written, not even the journal's.
  const bool frees = is_blind_ && words.take("UNLOCK");
  if (!frees) note(number_, false, sql);
  is_blind_ = is_blind_ || words.take_all({"LOCK", "TABLES"}) || words.take_all({"LOCK", "TABLE"});
  const std::int64_t rows = parts_.session.run(step);
  if (frees) {
    is_blind_ = false;
    note(number_, true, sql);
  }
  return rows;
}

JournaledRun::Rest JournaledRun::stop() {
  const int last = parts_.journal.last_statement(about_);
  const int applied = is_running_ && last == number_ ? number_ - 1 : last;
  if (applied == 0) {
    parts_.journal.forget(about_);
  } else {
    parts_.journal.confirm(about_, {applied, true, last_data_, "", ""});
  }
  return {applied, last > 0};
}

}  // namespace ebbtide
