#include "executor/session.h"

#include <algorithm>
#include <utility>

#include "database/connection.h"
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
  const std::string usual(facts.spellings.statement_end);
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

LiveSession::LiveSession(Connection& connection, const Names& names)
    : connection_(connection), setup_(names.dialect().session_setup(names)) {}

std::int64_t LiveSession::run(const SqlStep& step) {
  const sql::Syntax syntax = connection_.facts().syntax;
  const sql::Look look = sql::look_at(step.statement.sql, syntax);
  if (look.kind == sql::Kind::nothing) {
    if (is_only_comments(step.statement.sql, syntax)) return 0;
    refuse_open_comment(step.statement.sql, syntax);
  }
  must_reset_ = must_reset_ || look.has(sql::Trait::sets_session);
  return connection_.execute(step.statement);
}

void LiveSession::begin() {
  connection_.begin();
  in_transaction_ = true;
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
  if (changes.empty()) return commit();
  write({changes.begin(), changes.end() - 1});
  const RowChange& last = changes.back();
  if (last.proof.empty()) {
    write_one(last);
    return commit();
  }
  prove(last, [&](const Statement& both) { connection_.execute_and_commit(both); });
  in_transaction_ = false;
}

void LiveSession::write(const RowChanges& changes) {
  for (const RowChange& one : changes) write_one(one);
}

void LiveSession::write_one(const RowChange& change) {
  if (!change.proof.empty())
    return prove(change, [&](const Statement& both) { connection_.execute(both); });
  if (connection_.execute({change.sql}) == 0) throw Error(change.complaint);
}

/// The statement and its proof go together, so that they cost one round trip.
void LiveSession::prove(const RowChange& change, const std::function<void(const Statement&)>& run) {
  try {
    run({change.sql + ";\n" + change.proof});
  } catch (const ConnectionLost&) {
    throw;
  } catch (const DatabaseError& error) {
    if (connection_.dialect().is_failed_proof(error.state(), error.what()))
      throw Error(change.complaint);
    throw DatabaseError(error.what(), change.sql, error.state());
  }
}

void LiveSession::reset(int) {
  connection_.expect_same_session();
  connection_.restore_settings();
  if (!std::exchange(must_reset_, connection_.is_lent())) return;
  for (const std::string& sql : setup_) connection_.execute_with_next({sql});
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
