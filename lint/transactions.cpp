// Transactions that a changeset begins or ends by itself, statements that cannot be read, and what
// a retry finds.
//
// Who wraps what decides what a COMMIT means:
//
//   a changeset              one transaction, unless runInTransaction=false
//   a migration              one, so that a COMMIT ends it halfway
//   a script                 none: it may begin and end as it likes
//
// A transaction that is begun and never ended loses its work when the session closes. That is asked
// of all of them, over the whole, where the last word counts. ROLLBACK TO and ROLLBACK PREPARED end
// nothing, and BEGIN NOT ATOMIC begins a block of MariaDB.
//
// SX101 keeps the linter honest: what it cannot read it does not judge, and silence would look like
// consent. For PostgreSQL its own grammar is asked, which is compiled in: that of version 15, so
// that the words of a newer server count as unknown ones, but for some that are put into older
// words first. For the others there is no such grammar. Our reader takes the SQL of all databases
// at once, so that a statement can be read and still be another database's. What no MySQL and no
// SQLite takes is listed here by effect and by word: ALTER COLUMN … TYPE, `::`, ILIKE, extensions,
// domains; on SQLite GRANT, TRUNCATE, a constraint that is added later, ENGINE=. What is not listed
// is not told.
//
// A changeset without a transaction keeps what ran before its failure (RO101). When it runs again,
// the first statement that makes or drops something without IF [NOT] EXISTS finds it done. The last
// statement is not asked: if it failed, it did nothing.
#include <algorithm>

#include "lint/findings.h"
#include "sql/literal_rows.h"
#include "sql/older_words.h"
#include "sql/postgresql.h"
#include "sql/statement.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

void transaction_control(const Step& step, Findings& findings) {
  const Subject& subject = step.subject;
  const bool is_wrapped = subject.form != Subject::Form::script && subject.in_transaction;
  if (!is_wrapped || !step.statement.is_written) return;
  const sql::Clause& text = step.whole();
  if (begins_transaction(text) || ends_transaction(text))
    findings.add(step, "", "the transaction of the whole is begun or ended here");
}

/// COMMIT AND CHAIN.
bool begins_another(const sql::Clause& end) { return end.has({"and", "chain"}); }

void never_ended(const Scene& scene, const Subject& subject, Findings& findings) {
  if (!subject.runs_here) return;
  const Statement* open = nullptr;
  const sql::Syntax& syntax = scene.facts.syntax;
  for (const Statement& statement : subject.statements) {
    // A glance at the first word: hardly one of thousands has to do with it.
    if (!sql::begins_with(statement.sql, "begin|start|commit|end|rollback|abort", syntax)) continue;
    const sql::Clause text(statement.sql, syntax);
    if (begins_transaction(text)) open = &statement;
    if (ends_transaction(text)) open = begins_another(text) ? &statement : nullptr;
  }
  if (open == nullptr || !open->is_written) return;
  findings.add(subject, open->place(0, ""), "",
               "this transaction is never ended, so that its work is lost");
}

/// What only PostgreSQL reads, of what our reader takes for every database.
bool is_of_postgresql(const sql::Effect& effect) {
  if (effect.verb == Verb::set_type || effect.verb == Verb::set_not_null ||
      effect.verb == Verb::drop_not_null || effect.concurrently || effect.not_valid)
    return true;
  switch (effect.thing) {
    case Thing::extension:
    case Thing::domain:
    case Thing::policy:
    case Thing::rule:
    case Thing::materialized_view:
    case Thing::type:
    case Thing::enum_value:
      return true;
    default:
      return false;
  }
}

bool is_refused_by_mysql(const Step& step, const sql::Effect& effect, bool returns_rows) {
  if (is_of_postgresql(effect)) return true;
  const bool guards = effect.if_exists && effect.verb == Verb::create &&
                      (effect.thing == Thing::column || effect.thing == Thing::index);
  const bool is_mariadb = step.is_on(Databases::mariadb);
  return !is_mariadb && (guards || effect.thing == Thing::sequence ||
                         (effect.thing == Thing::rows && returns_rows));
}

bool is_refused_by_sqlite(const Step& step, const sql::Effect& effect) {
  if (is_of_postgresql(effect)) return true;
  if (effect.verb == Verb::truncate || effect.verb == Verb::grant || effect.verb == Verb::revoke ||
      effect.verb == Verb::comment || effect.verb == Verb::move)
    return true;
  const bool alters = step.whole().begins_with({"alter", "table"});
  const bool is_key = sql::is_constraint(effect.thing) && !effect.with_column && !effect.is_part;
  const bool alters_column = effect.thing == Thing::column && effect.verb != Verb::create &&
                             effect.verb != Verb::drop && effect.verb != Verb::rename;
  if (alters && (is_key || alters_column || effect.is(Verb::alter, Thing::table))) return true;
  switch (effect.thing) {
    case Thing::schema:
    case Thing::sequence:
    case Thing::function:
    case Thing::procedure:
    case Thing::event:
    case Thing::role:
      return effect.verb == Verb::create || effect.verb == Verb::drop;
    default:
      return false;
  }
}

/// Whether PostgreSQL's own grammar refuses the statement. Of many INSERTs of plain rows into the
/// same columns it is asked once.
bool is_refused_by_postgresql(const Step& step) {
  const auto head = sql::head_of_literal_rows(step.code());
  auto& known = step.scene.read_heads;
  if (head && known.find(*head) != known.end()) return false;
  const bool is_read = sql::postgresql_statements(step.statement.sql).has_value();
  if (head && is_read) known.emplace(*head);
  return !is_read && !sql::postgresql_statements(sql::in_older_words(
                         step.statement.sql, step.code(), step.scene.version.major));
}

/// Whether a bracket or a quote is left open, or one closes that nobody has opened.
bool is_cut_off(sql::Cursor at) {
  int open = 0;
  for (; !at.at_end() && open >= 0; at.skip()) {
    if (!at.peek()->is_closed) return true;
    open += at.sees("(") ? 1 : at.sees(")") ? -1 : 0;
  }
  return open != 0;
}

/// Whether another database's words are in the statement, which this one refuses.
bool is_foreign(const Step& step) {
  if (step.is_on(Databases::postgresql)) return is_refused_by_postgresql(step);
  const sql::Effects& effects = step.statement.effects;
  const bool is_sqlite = step.is_on(Databases::sqlite);
  const sql::Clause& text = step.whole();
  if (!effects.empty() && is_cut_off(step.code())) return true;
  if (is_sqlite && text.begins_with({"alter", "table"}) && text.has({","})) return true;
  const bool has_words =
      text.has_anywhere({":", ":"}) || text.has_anywhere({"ilike"}) ||
      (is_sqlite ? text.has({"on", "duplicate", "key"}) || text.has({"engine", "="})
                 : text.has({"on", "conflict"}));
  if (!effects.empty() && has_words) return true;
  const bool returns_rows = !is_sqlite && text.has({"returning"});
  return std::any_of(effects.begin(), effects.end(), [&](const sql::Effect& effect) {
    return is_sqlite ? is_refused_by_sqlite(step, effect)
                     : is_refused_by_mysql(step, effect, returns_rows);
  });
}

void unread(const Step& step, Findings& findings) {
  if (!step.statement.is_written) return;
  const sql::Clause& text = step.whole();
  // What other rules tell, and what the server reads although no effect says so.
  if (begins_transaction(text) || text.begins_with({"rollback"}) || ends_transaction(text)) return;
  if (text.begins_with({"drop", "owned"})) return;
  for (const sql::Effect& effect : step.statement.effects) {
    if (effect.verb != Verb::unread) continue;
    const Step at{step.scene, step.subject, step.statement, effect, step.statement_number};
    findings.add(
        at, "",
        "this statement cannot be read at " + effect.why + ", so that silence means nothing here");
    return;
  }
  if (!is_foreign(step)) return;
  const bool is_newer = step.is_on(Databases::postgresql) &&
                        step.scene.version.major > sql::postgresql_grammar_version;
  findings.add(step, "",
               is_newer ? "PostgreSQL " + std::to_string(sql::postgresql_grammar_version) +
                              " does not read this, which is all that the linter knows; a newer "
                              "server may take it"
                        : std::string("this is no SQL of this database, which will refuse it"));
}

/// Whether a statement fails when it runs a second time.
bool fails_again(const sql::Effect& effect) {
  const bool makes = effect.verb == Verb::create || effect.verb == Verb::drop;
  return makes && !effect.if_exists && !effect.replaces && !effect.is_part &&
         effect.thing != Thing::rows;
}

void retry_fails(const Scene&, const Subject& subject, Findings& findings) {
  const bool is_alone = subject.form == Subject::Form::change_set && !subject.in_transaction;
  if (!is_alone || !subject.runs_here || subject.statements.size() < 2) return;
  for (std::size_t i = 0; i + 1 < subject.statements.size(); ++i) {
    const Statement& statement = subject.statements[i];
    for (const sql::Effect& effect : statement.effects) {
      if (!fails_again(effect)) continue;
      findings.add(subject, statement.place(effect.at, effect.part), "",
                   "without a transaction, a retry fails at this statement");
      return;
    }
  }
}

constexpr Rule table[] = {
    {.id = "TX101",
     .title = "Transaction control inside a changeset",
     .why = "It ends the transaction around it: half of the changeset stays when the rest fails.",
     .remedy = "take it out, or say runInTransaction=false",
     .boundary = "Blocks of routines; runInTransaction=false; savepoints; plain scripts.",
     .begins = "begin start commit end rollback abort",
     .on_statement = transaction_control},
    {.id = "TX102",
     .title = "Transaction begun and never ended",
     .severity = Severity::error,
     .why = "The work is lost at the end of the session.",
     .remedy = "add COMMIT",
     .boundary = "Balanced transactions; ROLLBACK at the end.",
     .on_subject = never_ended},
    {.id = "SX101",
     .title = "Statement cannot be read",
     .why = "The linter does not know what it does.",
     .remedy = "correct it, or mark it as known",
     .boundary = "Whatever the database accepts; ${property} where a name can stand.",
     .judges_rollback = true,
     .on_statement = unread},
    {.id = "RO101",
     .title = "Retry fails halfway",
     .severity = Severity::info,
     .databases = Databases::postgresql,
     .why = "What ran before the failure is there already when the changeset runs again.",
     .remedy = "IF [NOT] EXISTS, or one statement in each changeset",
     .boundary = "Changesets in a transaction; a single statement; guards on all but the last.",
     .on_subject = retry_fails},
};

}  // namespace

std::span<const Rule> transaction_rules() { return table; }

}  // namespace ebbtide::lint
