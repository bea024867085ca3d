// MySQL commits at every statement that defines something, so that a changeset can stay half done.
// How far it came is told by what the same commits have kept:
//   n noted as intended   n was about to run, and all before it are applied. What n leaves behind
//                         is looked for: there -> n is done; not there -> n-1 are; cannot be seen
//                         -> nobody goes on, and repair shows it
//   n noted as done       n changed rows and shared the transaction of its note: both or neither;
//                         or nothing shows what n leaves, and it was confirmed behind it
//   row in the history    the changeset is done, whatever is still noted
// A note cannot lie. It is queued before its statement and travels with it: the server runs both in
// this order, and the commit that the statement causes keeps the note. When the client dies
// between, the server has either neither of them or goes on to the statement.
//
// What n is to make may be there before n runs: n fails then, and who looked for it after a kill
// would take it for done. So the note looks first, within the same statement of ours, and notes n-1
// as done where it finds it. Only what the database cannot be asked within a statement is asked for
// by a question of its own, which costs a round trip.
//
// A note that the commit keeps is a commit more for the server. That of a changeset's first
// statement can do without: where it is known before its turn, from the changelog alone, it is
// written in the transaction of the changeset before, whose row it is kept or undone with. A kill
// between the two leaves a note of a statement that has not run, which the database tells. So only
// what the database can be asked for is noted early; and who ends the run there, or finds another
// statement at its turn, takes the note back.
//
// A note that fails is no failure of the changeset. From then on the run is blind: nothing more is
// noted, and a warning says so. Blind it is too while tables are locked, since the journal's is not
// among them.
//
// After an error the first statement without an answer is the one that failed. What stays applied
// is what the journal knows once the rest is undone, without the statement that failed where it was
// noted as intended.
//
// The rows of a changeset in EBBTIDE_JOURNAL, of which the last one tells, since the next is begun
// behind it:
//
//   number  state      text                       means
//   0       DONE                                  it was begun (noted only on the way back)
//   1       INTENDED   CREATE TABLE a (i INT)     it was about to run
//   2       DONE       INSERT INTO a VALUES (1)   it is applied
//   3       DONE 2     ALTER TABLE a …            it is applied, and with it two changes as a whole
//
// Beside the text, which is cut, stands the MD5 sum of the whole statement with all edits: one that
// has another sum is another statement, and is not left out in place of the one that was applied.
//
// Some statements cannot be counted so. What sets something for the session (SET, a temporary
// table) died with the session, so it is not noted and run again each time. What leaves no trace
// and may not run twice (CALL) is confirmed at once, in a transaction of its own. And the
// statements of a change that is made from a table as it stands are others once half of them are
// run, as of a rebuild on SQLite: they are kept as a whole where the database can do that, or else
// the end of the change is noted and all of it left out from then on.
#include "executor/journaled_run.h"

#include <algorithm>
#include <utility>

#include "database/applied.h"
#include "database/dialect.h"
#include "sql/statement.h"
#include "text/ascii.h"
#include "text/md5.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

/// As much of a statement as tells what it is.
std::string beginning(std::string_view whole) {
  constexpr std::size_t most = 4000;
  const std::string_view cut = utf16_prefix(whole.substr(0, 4 * most), most);
  std::string text(cut.substr(0, std::min(cut.size(), find_invalid_utf8(cut))));
  std::erase(text, '\0');
  return text;
}

}  // namespace

std::optional<EarlyNote> JournaledRun::early_note(const WalkedStatement& first,
                                                  const Target& target, JournaledChangeSet about) {
  const std::string& sql = first.sql();
  const sql::Syntax& syntax = target.facts().syntax;
  const sql::Look look = sql::look_at(sql, syntax);
  if (look.kind != sql::Kind::definition || look.has(sql::Trait::for_session) ||
      look.has(sql::Trait::frees_tables) || look.has(sql::Trait::locks_tables))
    return std::nullopt;
  auto made = applied_condition(sql::effects_of(sql, syntax), target.catalog);
  if (!made) return std::nullopt;
  return EarlyNote{std::move(about), {1, false, beginning(sql), md5(sql), ""}, std::move(*made)};
}

JournaledRun::JournaledRun(const Parts& parts, JournaledChangeSet about, bool in_transaction)
    : parts_(parts), about_(std::move(about)), in_transaction_(in_transaction) {
  try {
    parts_.journal.make_table();
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    go_blind(error);
  }
}

void JournaledRun::go_blind(const DatabaseError& error) {
  if (std::exchange(is_blind_, true)) return;
  parts_.observer.warning(
      "the statements of the changeset cannot be noted in the journal (" +
      std::string(error.what()) +
      "), so that a run that is cut off has to be cleaned up by hand [changeset " +
      about_.id.to_text() + "]");
}

void JournaledRun::resume(const JournaledChangeSet& earlier, int applied) {
  known_ = earlier.entries;
  applied_ = applied;
  for (const JournalEntry& entry : known_) {
    if (entry.changes == 0 || entry.statement > applied) continue;
    changes_done_ = entry.changes;
    done_with_ = entry.statement;
  }
  SessionTransaction all(parts_.session);
  if (applied == 0 && about_.direction == Direction::update) {
    parts_.journal.forget(about_);
  } else {
    parts_.journal.confirm(about_, {applied, true, "", "", ""});
    parts_.journal.adopt(about_);
  }
  all.commit();
}

bool JournaledRun::begin_change(bool is_made_from_table) {
  if (++change_ <= changes_done_) {
    number_ = done_with_;
    return false;
  }
  is_made_from_table_ = is_made_from_table && !is_blind_;
  in_group_ = is_made_from_table_ && !in_transaction_ && !has_own_transactions_ &&
              parts_.target.facts().has(Feature::transactional_ddl);
  if (in_group_) parts_.session.begin();
  return true;
}

void JournaledRun::end_change() {
  if (std::exchange(is_made_from_table_, false) && !is_blind_) {
    number_ = std::max(number_, applied_);
    parts_.journal.mark_changes(about_, number_, change_);
  }
  if (std::exchange(in_group_, false)) parts_.session.commit();
}

void JournaledRun::drop_change() {
  is_made_from_table_ = false;
  if (std::exchange(in_group_, false)) parts_.session.rollback();
}

/// A statement that is not the one that was applied in its place was made from what the database
/// looked like then; it is another one.
bool JournaledRun::was_applied(const WalkedStatement& statement) {
  if (number_ > applied_) return false;
  const auto known = std::find_if(known_.begin(), known_.end(), [&](const JournalEntry& entry) {
    return entry.statement == number_;
  });
  if (known == known_.end() || known->sum.empty() || known->is_of(statement)) return true;
  if (is_made_from_table_) number_ = applied_ + 1;
  return false;
}

/// It counts for the statement that it was made from, and for no other.
void JournaledRun::check_early_note(const std::string& first) {
  if (!early_ || early_->entry.sum == md5(first)) return;
  early_.reset();
  parts_.journal.forget(about_);
}

void JournaledRun::queue(const WalkedStatement& statement, const Answered& answered) {
  const SqlStep& step = statement.step;
  const std::string& sql = statement.sql();
  ++number_;
  check_early_note(sql);
  const sql::Look look = sql::look_at(sql, parts_.target.facts().syntax);
  if (was_applied(statement)) {
    if (look.has(sql::Trait::for_session)) return parts_.session.queue(step, answered);
    return answered({});
  }
  if (leaves_out_what_is_so_ && was_made(effects_of(sql))) {
    parts_.session.send();
    return answered({});
  }
  has_own_transactions_ = has_own_transactions_ || look.has(sql::Trait::begins_transaction);
  begun_.push_back(number_);
  const bool is_data = look.kind == sql::Kind::data;
  if (is_data) last_data_ = beginning(std::string_view(sql).substr(0, 200));
  run_noted({step, look, [this, answered, data = is_data ? last_data_ : ""](const Answer& answer) {
               begun_.pop_front();
               if (!data.empty()) last_kept_data_ = data;
               answered(answer);
             }});
}

/// Whether the database shows what the statement is to do.
bool JournaledRun::was_made(const sql::Effects& effects) const {
  return is_applied(effects, parts_.target.catalog) == Applied::yes;
}

sql::Effects JournaledRun::effects_of(const std::string& sql) const {
  return sql::effects_of(sql, parts_.target.facts().syntax);
}

void JournaledRun::run_noted(const Task& task) {
  switch (task.look.kind) {
    case sql::Kind::data:
      return run_data(task);
    case sql::Kind::definition:
    case sql::Kind::transaction:
    case sql::Kind::code:
      return run_definition(task);
    case sql::Kind::nothing:
    case sql::Kind::reads:
    case sql::Kind::session:
      break;
  }
  parts_.session.queue(task.step, task.answered);
}

JournalEntry JournaledRun::entry(bool is_done, const std::string& sql) const {
  return {number_, is_done, beginning(sql), md5(sql), ""};
}

/// `unless` is a condition of the database under which what is noted is that the statement before
/// is done.
void JournaledRun::note(const JournalEntry& entry, const std::string& unless) {
  if (is_blind_ || std::exchange(early_, std::nullopt)) return;
  const auto noted = [this](const Answer& answer) {
    if (answer.error != nullptr) go_blind(*answer.error);
  };
  // What is kept as a whole is so with its notes.
  if (in_group_) return parts_.journal.note(about_, entry);
  if (unless.empty()) return parts_.journal.note(about_, entry, noted);
  parts_.journal.note(about_, entry, unless, {entry.statement - 1, true, last_data_, "", ""},
                      noted);
}

void JournaledRun::run_data(const Task& task) {
  if (in_transaction_ || has_own_transactions_ || is_blind_)
    return parts_.session.queue(task.step, task.answered);
  run_with_note(task);
}

/// In a transaction of the statement alone, or of its group.
void JournaledRun::run_with_note(const Task& task) {
  task.answered(answer_of(
      [&] { return in_group_ ? run_in_group(task.step) : run_with_own_note(task.step); }));
}

/// A note that cannot be written may have ended their transaction: the statement then runs once
/// more, without one.
std::int64_t JournaledRun::run_with_own_note(const SqlStep& step) {
  parts_.session.begin();
  try {
    const std::int64_t rows = run_in_group(step);
    parts_.session.send();
    if (!is_blind_) {
      parts_.session.commit();
      return rows;
    }
  } catch (const ConnectionLost&) {
    throw;
  } catch (const Error&) {
    parts_.session.rollback();
    throw;
  }
  parts_.session.rollback();
  return parts_.session.run(step);
}

std::int64_t JournaledRun::run_in_group(const SqlStep& step) {
  const std::int64_t rows = parts_.session.run(step);
  note(entry(true, step.statement.sql));
  return rows;
}

/// What an earlier attempt may have left half made would be in the way of this one.
void JournaledRun::clear_the_way(const sql::Effects& effects) {
  Statements clearing = parts_.target.dialect().clear_the_way(effects, parts_.target.site());
  if (clearing.empty() || was_made(effects)) return;
  for (Statement& one : clearing) parts_.session.run(SqlStep{std::move(one)});
}

/// Whether the database can undo the statement together with what is noted of it.
bool JournaledRun::is_transactional(const std::string& sql) const {
  return !in_transaction_ && !has_own_transactions_ && !is_blind_ &&
         parts_.target.facts().has(Feature::transactional_ddl) &&
         sql::runs_in_transaction(sql, parts_.target.facts().syntax);
}

void JournaledRun::run_definition(const Task& task) {
  const std::string& sql = task.step.statement.sql;
  if (in_group_ || is_transactional(sql)) return run_with_note(task);
  const sql::Effects effects = effects_of(sql);
  if (!in_transaction_) clear_the_way(effects);
  // While tables are locked no other table can be written, not even the journal's.
  const bool frees = is_blind_ && task.look.has(sql::Trait::frees_tables);
  const auto made = is_blind_ ? std::nullopt : applied_condition(effects, parts_.target.catalog);
  if (!is_blind_ && !made && was_made(effects)) return run_blocked(task);
  if (!frees) note(entry(false, sql), made.value_or(""));
  is_blind_ = is_blind_ || task.look.has(sql::Trait::locks_tables);
  parts_.session.queue(task.step, task.answered);
  if (frees) {
    is_blind_ = false;
    note(entry(true, sql));
  } else if (!is_blind_ && !leaves_trace(effects)) {
    confirm_at_once();
  }
}

/// What the statement is to make is there already, so that it is about to fail. After a kill the
/// database would show it as applied: what is noted before is that it is not.
void JournaledRun::run_blocked(const Task& task) {
  note({number_ - 1, true, last_data_, "", ""});
  parts_.session.queue(task.step, task.answered);
  note(entry(true, task.step.statement.sql));
}

void JournaledRun::confirm_at_once() {
  parts_.session.send();
  const JournalEntry applied{number_, true, "", "", ""};
  if (!in_transaction_) {
    SessionTransaction all(parts_.session);
    parts_.journal.confirm(about_, applied);
    return all.commit();
  }
  parts_.journal.confirm(about_, applied);
  parts_.session.commit();
  parts_.session.begin();
}

JournaledRun::Rest JournaledRun::stop() {
  if (std::exchange(early_, std::nullopt)) {
    parts_.journal.forget(about_);
    return {};
  }
  const std::optional<int> last = parts_.journal.last_statement(about_);
  const int known = last.value_or(0);
  const bool has_failed = !begun_.empty() && known == begun_.front();
  const int applied = has_failed ? known - 1 : known;
  if (!last || (applied == 0 && about_.direction == Direction::update)) {
    parts_.journal.forget(about_);
  } else {
    parts_.journal.confirm(about_, {applied, true, last_kept_data_, "", ""});
  }
  return {applied, last.has_value()};
}

}  // namespace ebbtide
