// What is wrong with changesets as such, whatever their SQL does.
//
// Most of it is silence: Liquibase passes over a changeset whose context, label or dbms does not
// fit, and says nothing. A typing error in one of them is a changeset that never runs. Contexts and
// labels have no list in a changelog, so that the team has to give one; without a list CS106 says
// nothing. For dbms there is a list, the short names that Liquibase and its extensions know, and a
// word outside of it is an error. `!mysql` is asked without its mark, and what holds a `${` is left
// alone.
//
// Failure is hidden by failOnError=false, and by onError of the preconditions: MARK_RAN, CONTINUE
// and WARN all let an error of the question pass for an answer. onFail=MARK_RAN is not told: it is
// the usual guard, and the question itself was answered.
//
// CS118 asks whether runAlways and runOnChange can run twice. What makes something without a guard
// cannot, be it a table, a view, a column or an index. An INSERT doubles its rows. Each of
// these lets it pass:
//
//   OR REPLACE, IF NOT EXISTS, a temporary table
//   ON CONFLICT, INSERT IGNORE, INSERT OR …, MERGE, NOT EXISTS, NOT IN, EXCEPT   for rows
//   DROP … IF EXISTS of the same name before it in the changeset
//   DELETE or TRUNCATE of the same table before it                   for rows
//   loadUpdateData
//
// tagDatabase does not count among the changes of a changeset (CS107): it changes nothing, and
// often stands beside the change that it names.
#include <algorithm>
#include <array>
#include <set>

#include "changelog/changes/control.h"
#include "changelog/changes/sql.h"
#include "changelog/expression.h"
#include "lint/findings.h"
#include "text/ascii.h"

namespace ebbtide::lint {
namespace {

using sql::Thing;
using sql::Verb;

void requirements(const Scene& scene, const Subject& subject, Findings& findings) {
  const ChangeSet* const one = subject.change_set;
  if (one == nullptr) return;
  std::vector<std::string> missing;
  for (const std::string& what : scene.settings.values("CS101", "require")) {
    const bool lacks = (what == "comment" && trim(one->comments.or_empty()).empty()) ||
                       (what == "context" && one->full_context().empty()) ||
                       (what == "labels" && one->full_labels().empty());
    if (lacks) missing.push_back("a " + what);
  }
  const auto id = scene.settings.value("CS101", "id-pattern");
  const auto author = scene.settings.value("CS101", "author-pattern");
  const auto fits = [&](const std::string& expression, std::string_view text) {
    return scene.expressions.has_match(expression, text);
  };
  if (id && !fits(*id, one->id.id)) missing.push_back("an id that fits " + *id);
  if (author && !fits(*author, one->id.author)) missing.push_back("an author that fits " + *author);
  if (!missing.empty())
    findings.add(subject, subject.where, "", "the changeset lacks " + join(missing, " and "));
}

void unknown_words(const Subject& subject, const std::set<std::string>& known,
                   const std::string& expression, std::string_view kind, Findings& findings) {
  if (known.empty()) return;
  std::set<std::string> names;
  add_names(expression, names);
  for (std::string name : names) {
    if (name.starts_with('@')) name.erase(0, 1);
    if (!known.contains(name))
      findings.add(
          subject, subject.where, name,
          "the " + std::string(kind) + " '" + name + "' is not one of those that are known");
  }
}

void unknown_context(const Scene& scene, const Subject& subject, Findings& findings) {
  if (subject.change_set == nullptr) return;
  unknown_words(subject, scene.settings.known_contexts, subject.change_set->full_context(),
                "context", findings);
  unknown_words(subject, scene.settings.known_labels, subject.change_set->full_labels(), "label",
                findings);
}

void several_changes(const Scene&, const Subject& subject, Findings& findings) {
  if (subject.change_set == nullptr) return;
  const Changes& changes = subject.change_set->changes;
  const auto count = std::count_if(changes.begin(), changes.end(), [](const auto& one) {
    return &one->type() != &TagDatabase::kind;
  });
  const bool is_sql =
      count == 1 && subject.statements.size() > 1 && subject.statements.front().is_written;
  if (count > 1 || is_sql)
    findings.add(subject, subject.where, "", "the changeset does more than one thing");
}

void hidden_failure(const Scene&, const Subject& subject, Findings& findings) {
  const ChangeSet* const one = subject.change_set;
  if (one == nullptr) return;
  if (one->fail_on_error == false)
    findings.add(subject, subject.where, "", "failOnError=false hides a failure");
  if (!one->preconditions || !one->preconditions->on_error) return;
  const std::string on_error = upper(*one->preconditions->on_error);
  if (on_error == "MARK_RAN" || on_error == "CONTINUE" || on_error == "WARN")
    findings.add(subject,
                 one->preconditions->where.line == 0 ? subject.where : one->preconditions->where,
                 "", "onError=" + on_error + " hides a failure");
}

/// The text of a field of a change; nothing where it has no such field.
std::optional<std::string> field_of(const Change& change, std::string_view name) {
  for (const Field& field : change.type().fields)
    if (field.name == name && field.is_scalar()) return field.get(change);
  return std::nullopt;
}

/// The place of a part of a change, or of the change.
Position place_of(const Subject& subject, const Change& change, std::string_view part) {
  for (const Statement& statement : subject.statements)
    if (statement.change == &change) return statement.place(0, part);
  return change.where;
}

void doubled_where(const Scene&, const Subject& subject, Findings& findings) {
  if (subject.change_set == nullptr) return;
  for (const auto& change : subject.change_set->changes) {
    const auto where = field_of(*change, "where");
    if (!where) continue;
    const std::string text = lower(std::string(trim(*where)));
    if (text.starts_with("where") && (text.size() == 5 || !is_word(text[5])))
      findings.add(subject, place_of(subject, *change, "where"), "",
                   "the condition begins with the word WHERE itself");
  }
}

constexpr std::string_view known_databases[] = {"postgresql",
                                                "mysql",
                                                "mariadb",
                                                "sqlite",
                                                "oracle",
                                                "mssql",
                                                "h2",
                                                "hsqldb",
                                                "db2",
                                                "db2z",
                                                "derby",
                                                "firebird",
                                                "informix",
                                                "sybase",
                                                "asany",
                                                "cockroachdb",
                                                "snowflake",
                                                "redshift",
                                                "all",
                                                "none",
                                                "edb",
                                                "enterprisedb",
                                                "vertica",
                                                "bigquery",
                                                "databricks",
                                                "mongodb",
                                                "cassandra",
                                                "dynamodb",
                                                "unsupported",
                                                "ingres",
                                                "maxdb",
                                                "cache",
                                                "teradata",
                                                "hive",
                                                "impala",
                                                "clickhouse",
                                                "spanner",
                                                "cloudspanner",
                                                "duckdb",
                                                "trino",
                                                "sqlserver-legacy",
                                                "aurora"};

void judge_dbms(const Subject& subject, const Position& where, std::string_view dbms,
                Findings& findings) {
  for (const std::string_view part : split(dbms, ',')) {
    std::string name = lower(std::string(trim(part)));
    if (name.starts_with('!')) name.erase(0, 1);
    if (name.empty() || name.find('$') != std::string::npos) continue;
    if (std::find(std::begin(known_databases), std::end(known_databases), name) !=
        std::end(known_databases))
      continue;
    findings.add(subject, where, name, "no database has the short name '" + name + "'");
  }
}

void unknown_database(const Scene&, const Subject& subject, Findings& findings) {
  const ChangeSet* const one = subject.change_set;
  if (one == nullptr) return;
  judge_dbms(subject, subject.where, one->dbms.or_empty(), findings);
  for (const auto& change : one->changes) {
    if (change->dbms() != one->dbms.or_empty())
      judge_dbms(subject, change->where.line == 0 ? subject.where : change->where, change->dbms(),
                 findings);
  }
}

/// Whether the changeset drops it before, where it is there.
bool is_dropped_before(const Subject& subject, const sql::Effect& made) {
  for (const Statement& statement : subject.statements) {
    for (const sql::Effect& effect : statement.effects) {
      if (&effect == &made) return false;
      const bool is_it = effect.verb == Verb::drop && effect.if_exists &&
                         equals_ignoring_case(name_of(effect), name_of(made));
      const bool empties = (effect.verb == Verb::remove || effect.verb == Verb::truncate) &&
                           effect.object == made.object && made.thing == Thing::rows;
      if (is_it || empties) return true;
    }
  }
  return false;
}

/// Whether a second run of the effect fails or doubles rows.
bool cannot_repeat(const Scene& scene, const Statement& statement, const sql::Effect& effect) {
  if (effect.if_exists || effect.replaces || effect.is_part || effect.is_temporary) return false;
  if (effect.is(Verb::insert, Thing::rows)) {
    const sql::Clause text(statement.sql, scene.facts.syntax);
    return !text.has({"on", "conflict"}) && !text.has_anywhere({"not", "exists"}) &&
           !text.has({"insert", "ignore"}) && !text.has({"insert", "or"}) &&
           !text.has_anywhere({"except"}) && !text.has_anywhere({"not", "in"}) &&
           !text.begins_with({"merge"});
  }
  return effect.verb == Verb::create && effect.thing != Thing::rows && !effect.with_column;
}

void cannot_be_repeated(const Scene& scene, const Subject& subject, Findings& findings) {
  const ChangeSet* const one = subject.change_set;
  const bool runs_again =
      one == nullptr ? subject.is_repeatable : one->run_always || one->run_on_change;
  if (!runs_again || !subject.runs_here) return;
  for (const Statement& statement : subject.statements) {
    const bool updates_rows =
        statement.change != nullptr && statement.change->type().name == "loadUpdateData";
    for (const sql::Effect& effect : statement.effects) {
      if (updates_rows || !cannot_repeat(scene, statement, effect)) continue;
      if (is_dropped_before(subject, effect)) continue;
      findings.add(subject, subject.where, "",
                   std::string(to_text(effect.verb)) + " " + std::string(to_text(effect.thing)) +
                       " " + effect.object.name + " cannot run a second time");
      return;
    }
  }
}

constexpr Rule table[] = {
    {.id = "CS101",
     .title = "Changeset lacks what the team requires",
     .severity = Severity::off,
     .why = "The team has agreed on comments, contexts, labels, ids or authors.",
     .remedy = "add it",
     .boundary =
         "What is there and not blank (`require`, `id-pattern`, `author-pattern`); files of "
         "plain SQL.",
     .options = "require id-pattern author-pattern",
     .on_subject = requirements},
    {.id = "CS106",
     .title = "Context or label that nobody knows",
     .why = "With a typing error the changeset never runs, and nobody hears of it.",
     .remedy = "correct the word, or add it to the list",
     .boundary = "No list is configured; operators; the case of letters; @.",
     .on_subject = unknown_context},
    {.id = "CS107",
     .title = "More than one change in a changeset",
     .severity = Severity::off,
     .why = "Half of it stays where definitions commit by themselves.",
     .remedy = "one change in each changeset",
     .boundary = "Rollback, comment, preconditions, tagDatabase; SQL of one statement.",
     .on_subject = several_changes},
    {.id = "CS111",
     .title = "Failure is hidden",
     .why = "The changeset counts as done although it is not.",
     .remedy = "let it fail, and ask with a precondition",
     .boundary = "onFail=MARK_RAN, the usual guard; HALT.",
     .on_subject = hidden_failure},
    {.id = "CS114",
     .title = "where begins with the word WHERE",
     .severity = Severity::error,
     .why = "The SQL reads WHERE WHERE and fails.",
     .remedy = "leave the word out",
     .boundary = "Columns whose name begins so; SQL.",
     .on_subject = doubled_where},
    {.id = "CS117",
     .title = "dbms names a database that does not exist",
     .severity = Severity::error,
     .why = "The changeset never runs, and nobody hears of it.",
     .remedy = "postgresql, mysql, mariadb, sqlite, oracle, mssql, h2 …",
     .boundary = "Known short names, lists, all, none, negations.",
     .on_subject = unknown_database},
    {.id = "CS118",
     .title = "Repeated changeset that cannot be repeated",
     .why = "The second run fails or doubles rows.",
     .remedy =
         "OR REPLACE, IF NOT EXISTS, DROP … IF EXISTS before it, replaceIfExists, ON CONFLICT",
     .boundary = "Any of those; changesets that run once; loadUpdateData.",
     .on_subject = cannot_be_repeated},
};

}  // namespace

std::span<const Rule> changelog_rules() { return table; }

}  // namespace ebbtide::lint
