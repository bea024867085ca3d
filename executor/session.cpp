// A session is the one way of a run to a database or into a script.
//
// Live, statements wait for those behind them where that changes nothing (`bears_others`: one
// statement for sure, with one answer, that touches neither transactions nor how the session goes
// on) and a transaction is open, so that a failure undoes what ran before it. All others first send
// what waits.
//
//   no statement          a text of nothing but comments is not sent; one whose comment never
//                         closes is refused, for SQLite would take the rest of the text for it and
//                         run nothing
//   settings              a changeset may set the search path, escape rules, a time zone. Before
//                         the next one and before a row, what our SQL depends on is set back, with
//                         what is sent then; only where something was set. A rollback undoes
//                         settings too, and a pooler lends another session
//   rows of the history   each must change a row, or has a proof behind it, a query that fails
//                         where the row is not as it should be: a trigger, a rule or row-level
//                         security that swallows it fails the changeset. They wait with the
//                         COMMIT, so nobody can look at them before: the failure must be the
//                         database's own
//
// In a script nothing is asked. A statement that Liquibase prepares (rows of a file, a BLOB) has
// Liquibase's warning in its place or, where that was asked for, its values written into it.
// Comments are made harmless: a line end in an id would end the comment and begin a statement.
#include "executor/session.h"

#include <algorithm>
#include <utility>

#include "database/dialect.h"
#include "database/literals.h"
#include "sql/edit.h"
#include "sql/splitter.h"
#include "sql/statement.h"
#include "text/ascii.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

/// As Liquibase spells it; it is no comment, so that no script passes over what is missing.
constexpr std::string_view prepared_warning =
    "WARNING: This statement uses a prepared statement which cannot be execute directly by this "
    "script. Only works in 'update' mode";

/// The delimiter as a script can write it: without the `$` of a pattern and with real line ends;
/// what the database's scripts have where it is `;`, a pattern of some other kind, or none.
std::string script_delimiter(const Text& delimiter, const Facts& facts) {
  std::string usual(facts.spellings.statement_end);
  if (!delimiter || delimiter == ";") return usual;
  std::string_view words = *delimiter;
  if (words.ends_with('$')) words.remove_suffix(1);
  const std::string text = replace_all(replace_all(words, "\\n", "\n"), "\\r", "\r");
  const bool is_plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_word(c) || contains(";/\r\n@-", std::string_view(&c, 1));
  });
  return is_plain ? text : usual;
}

/// A script has no parameters: their values are written into the statement.
std::string with_literals(const Statement& statement, const Facts& facts) {
  if (statement.parameters.empty()) return statement.sql;
  return sql::with_parameters(statement.sql, facts.syntax, [&](std::size_t i) -> std::string {
    const Parameter& parameter = statement.parameters.at(i);
    if (!parameter.value) return "NULL";
    return parameter.binary ? binary_literal(*parameter.value, facts)
                            : text_literal(*parameter.value, facts);
  });
}

/// SQLite would take what is behind the beginning of a comment for a comment, and run nothing.
void refuse_open_comment(std::string_view sql, const sql::Syntax& syntax) {
  if (is_open_comment(sql, syntax))
    throw DatabaseError("the statement is only a comment that is never closed; close it",
                        std::string(sql), "");
}

}  // namespace

void Session::queue(const SqlStep& step, const Answered& answered) {
  answered(answer_of([&] { return run(step); }));
}

SessionTransaction::~SessionTransaction() {
  if (!is_open_) return;
  try {
    session_.rollback();
  } catch (const DatabaseError&) {
    // The session is broken, so that the database undoes the transaction itself. What broke it is
    // already on its way to the user.
  }
}

void SessionTransaction::commit() {
  session_.commit();
  is_open_ = false;
}

void SessionTransaction::commit(const RowChanges& last) {
  session_.run_and_commit(last);
  is_open_ = false;
}

LiveSession::LiveSession(Connection& connection, const Names& names)
    : connection_(connection), setup_(names.dialect().session_setup(names)) {}

std::optional<sql::Look> LiveSession::look_at(const SqlStep& step) {
  const sql::Syntax& syntax = connection_.facts().syntax;
  const sql::Look look = sql::look_at(step.statement.sql, syntax);
  if (look.kind == sql::Kind::nothing) {
    connection_.send();  // what is said about it is said behind what was before it
    if (is_only_comments(step.statement.sql, syntax)) return std::nullopt;
    refuse_open_comment(step.statement.sql, syntax);
  }
  set_up();
  must_reset_ = must_reset_ || look.has(sql::Trait::sets_session);
  may_be_watched_ = may_be_watched_ || sql::may_watch_rows(step.statement.sql, look);
  return look;
}

std::int64_t LiveSession::run(const SqlStep& step) {
  return look_at(step) ? connection_.execute(step.statement) : 0;
}

void LiveSession::queue(const SqlStep& step, const Answered& answered) {
  const auto look = look_at(step);
  if (look && in_transaction_ &&
      sql::bears_others(step.statement.sql, *look, connection_.facts().syntax))
    return connection_.queue(step.statement, answered);
  connection_.send();
  answered(answer_of([&] { return look ? connection_.execute(step.statement) : 0; }));
}

void LiveSession::begin() {
  connection_.begin();
  in_transaction_ = true;
  set_up();
}

void LiveSession::commit() {
  in_transaction_ = false;
  connection_.commit();
}

void LiveSession::rollback() {
  in_transaction_ = false;
  must_reset_ = true;  // what was set in the transaction is undone with it
  connection_.rollback();
}

void LiveSession::run_and_commit(const RowChanges& changes) {
  connection_.restore_settings();
  if (!in_transaction_) return write(changes);
  try {
    queue_rows(changes);
    connection_.commit();
  } catch (const DatabaseError& error) {
    fail(error, changes);
  }
  in_transaction_ = false;
}

void LiveSession::write(const RowChanges& changes) {
  try {
    set_up();
    if (!in_transaction_) {
      for (const RowChange& one : changes) write_one(one);
      return;
    }
    queue_rows(changes);
    connection_.send();
  } catch (const DatabaseError& error) {
    fail(error, changes);
  }
}

/// Nobody looks at an answer before the commit, so that each row has to fail by itself.
void LiveSession::queue_rows(const RowChanges& changes) {
  for (const RowChange& one : changes) {
    if (one.is_sure && !may_be_watched_) {
      connection_.queue({one.sql});
      continue;
    }
    connection_.queue({one.sql}, {}, one.proof.empty() ? FailsBy::no_change : FailsBy::error);
    if (!one.proof.empty()) connection_.queue({one.proof});
  }
}

/// Without a transaction the statement and its proof are one text, of which all is kept or nothing.
void LiveSession::write_one(const RowChange& change) {
  if (change.proof.empty()) {
    if (connection_.execute({change.sql}) == 0) throw NothingChanged(change.sql);
    return;
  }
  try {
    connection_.execute({change.sql + ";\n" + change.proof});
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    const bool is_proof = connection_.dialect().is_failed_proof(error.state(), error.what());
    throw DatabaseError(error.what(), is_proof ? change.proof : change.sql, error.state());
  }
}

/// An error about a row says what it means.
void LiveSession::fail(const DatabaseError& error, const RowChanges& changes) const {
  const bool has_nothing = dynamic_cast<const NothingChanged*>(&error) != nullptr;
  for (const RowChange& one : changes) {
    const bool is_proof = !error.sql().empty() && error.sql() == one.proof &&
                          connection_.dialect().is_failed_proof(error.state(), error.what());
    if (is_proof || (has_nothing && error.sql() == one.sql)) throw Error(one.complaint);
  }
  throw;
}

void LiveSession::reset(int) {
  connection_.expect_same_session();
  connection_.restore_settings();
  if (!std::exchange(must_reset_, connection_.is_lent())) return;
  wants_setup_ = true;
  if (in_transaction_) set_up();
}

/// In a transaction where there is one, so that it costs no round trip.
void LiveSession::set_up() {
  if (!std::exchange(wants_setup_, false)) return;
  for (const std::string& sql : setup_) {
    if (in_transaction_) {
      connection_.queue({sql});
    } else {
      connection_.execute({sql});
    }
  }
}

void LiveSession::keep_alive() { connection_.keep_alive(); }

ScriptSession::ScriptSession(std::ostream& out, const Names& names, PreparedInScript prepared)
    : out_(out),
      facts_(names.facts()),
      setup_(names.dialect().session_setup(names)),
      prepared_(prepared) {}

void ScriptSession::comment(std::string_view text) {
  const std::string mark = std::string(facts_.spellings.line_comment) + " ";
  out_ << mark << replace_all(printable(replace_all(text, "\r", "")), "\n", "\n" + mark) << "\n";
}

std::int64_t ScriptSession::run(const SqlStep& step) {
  if (leaves_out(step)) {
    for (std::size_t i = 0; i < *step.prepared; ++i) out_ << prepared_warning << "\n\n";
    return 0;
  }
  const std::string sql = with_literals(step.statement, facts_);
  const std::string delimiter = script_delimiter(step.delimiter, facts_);
  out_ << sql;
  if (!sql.ends_with(delimiter)) out_ << delimiter;
  out_ << "\n\n";
  return 0;
}

void ScriptSession::write(const RowChanges& changes) {
  for (const RowChange& one : changes) run(one.sql);
}

void ScriptSession::reset(int times) {
  for (int i = 0; i < times; ++i) {
    for (const std::string& sql : setup_) run(sql);
  }
}

}  // namespace ebbtide
