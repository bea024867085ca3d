// What a team that comes from Liquibase would meet, found without changing anything. Each finding
// says how much it matters: `blocks` stops the migration, `attention` wants to be looked at, `note`
// is good to know. What has run is history and cannot be edited, so that the same flaw in a text
// blocks where the changeset is still to run and is worth attention where it has run.
//
// The changelog is looked at as far as it can be read, and what cannot is a finding that hides no
// other. Likewise the database: without a history table the history is empty, and a table that
// cannot be read as one is a finding and no error.
#include "operations/doctor.h"

#include "changelog/validate.h"
#include "database/catalog.h"
#include "history/lock.h"
#include "operations/script.h"

namespace ebbtide {
namespace {

/// What changesets that are still to run ask for and this database has not.
void find_unsupported(const Changelog& changelog, const History& history, const HistoryStore& store,
                      const Target& target, Findings& findings) {
  for (const ChangeSet& change_set : changelog.change_sets) {
    if (store.find(change_set, history) != nullptr) continue;
    for (const auto& change : change_set.changes) {
      if (change->type().name == "customChange") continue;
      for (const Problem& problem : validate(*change, target)) {
        findings.add({"unsupported",
                      Severity::attention,
                      problem.message,
                      "Liquibase refuses it too, if the changeset is chosen",
                      {{problem.where, change_set.id.to_text()}}});
      }
    }
  }
}

/// SQL that would not run as it is written. Where it has run, nobody can edit it.
void find_in_texts(const Changelog& changelog, const History& history, const HistoryStore& store,
                   const Target& target, Findings& findings) {
  for (const ChangeSet& change_set : changelog.change_sets) {
    const bool has_run = store.find(change_set, history) != nullptr;
    const auto add = [&](const Problem& problem, bool stops) {
      findings.add({"sql-text",
                    stops ? Severity::blocks : Severity::attention,
                    problem.message,
                    "",
                    {{problem.where, problem.change_set}}});
    };
    for (const Problem& problem : text_problems(change_set, target)) add(problem, !has_run);
    for (const Problem& problem : rollback_text_problems(change_set, target)) add(problem, false);
  }
}

/// How the tracking tables differ from what version 4.28 makes. A step of their upgrade that has no
/// comment belongs to the one before it and is no finding of its own. A row of the lock that is
/// taken blocks: the first update would wait.
void find_in_tables(OpenDatabase& database, Findings& findings) {
  HistoryStore& store = database.store();
  if (!store.exists()) {
    return findings.add({"no-history", Severity::note, "the database has no table " + store.name(),
                         "the first update makes it"});
  }
  for (const CommentedSql& step : store.missing()) {
    if (step.comment.empty()) continue;
    findings.add({"table-layout", Severity::attention,
                  "the history table is of an older layout: " + step.comment,
                  "the next command that writes the history brings it up to date: " + step.sql});
  }
  for (const TakenRow& row : Lock::holders(database.connection(), store)) {
    findings.add({"locked", Severity::blocks,
                  "the lock table says that " + row.holder + " works here since " + row.granted_at,
                  "wait for it, or use release-locks if it no longer runs"});
  }
}

/// The history; nothing where it cannot be read.
std::optional<History> stored_history(OpenDatabase& database, Findings& findings) {
  if (database.is_offline()) return recorded_history(database);
  try {
    return database.read_history();
  } catch (const Error& error) {
    findings.add({"table-layout", Severity::attention,
                  "the history table cannot be read as it is: " + std::string(error.what()), ""});
    return std::nullopt;
  }
}

}  // namespace

void find_in_database(const ReadChangelog& read, const Files& files, OpenDatabase& database,
                      Findings& findings) {
  Findings of_database;
  if (!database.is_offline()) find_in_tables(database, of_database);
  const auto history = stored_history(database, of_database);
  find_in_changelog(read.changelog, read.problems, findings, [&](const ChangeSet& change_set) {
    return history && database.store().find(change_set, *history) != nullptr &&
           !change_set.run_always && !change_set.run_on_change;
  });
  for (const Finding& finding : of_database.all()) findings.add(finding);
  if (!history) return;
  const Target target = database.target(read.changelog, files);
  find_in_history(read.changelog, *history, database.store(), target.hashing(), findings);
  find_unsupported(read.changelog, *history, database.store(), target, findings);
  find_in_texts(read.changelog, *history, database.store(), target, findings);
}

}  // namespace ebbtide
