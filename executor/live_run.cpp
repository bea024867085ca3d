// Makes what a run works with in the order in which each part borrows from those before: the
// session, who judges it, the bracket, target and context. The members are declared in that order
// for it.
#include "executor/live_run.h"

#include <algorithm>
#include <utility>

#include "database/facts.h"
#include "database/schema_catalog.h"

namespace ebbtide {
namespace {

std::unique_ptr<Bracket> bracket_of(Session& session, Connection& connection,
                                    const LiveRunOptions& options) {
  if (options.is_one_transaction) return std::make_unique<AllTogether>(session, connection);
  return std::make_unique<EachAlone>(session);
}

RunPlace place_in(const Project& project, OpenDatabase& database, const History& history) {
  return {database.connection(),
          database.names(),
          database.store(),
          database.target(project),
          database.check_context(project, history),
          database.deployment(),
          database.version()};
}

}  // namespace

LiveRun::LiveRun(RunPlace place, const LiveRunOptions& options, const Surroundings& with)
    : session_(place.connection, place.names),
      judging_(options.judge ? options.judge(session_) : nullptr),
      bracket_(bracket_of(judging_ ? *judging_ : static_cast<Session&>(session_), place.connection,
                          options)),
      target_(std::move(place.target)),
      check_(std::move(place.check)),
      context_{bracket_->session(),
               *bracket_,
               place.store,
               target_,
               check_,
               with.observer,
               with.interruption,
               std::move(place.deployment),
               std::move(place.version),
               options.commands,
               options.journal,
               options.asks_preconditions,
               std::move(place.history_after_loss),
               options.attendant},
      rows_before_(place.rows_before) {}

LiveRun::LiveRun(const Project& project, OpenDatabase& database, const History& history,
                 const LiveRunOptions& options, const Surroundings& with)
    : LiveRun(place_in(project, database, history), options, with) {
  rows_before_ = history.rows().size();
  context_.history_after_loss = [&database, &interruption = with.interruption] {
    return history_after_loss(database, interruption);
  };
}

// The commit of a run in one transaction. An update is there where a row has its deployment; of a
// rollback, which writes none, where the history has fewer rows than before.
void LiveRun::finish() {
  try {
    bracket_->finish();
  } catch (const CommitLost& lost) {
    const Fate fate = fate_of_commit(context_.history_after_loss, [&](const History& now) {
      return now.rows().size() != rows_before_ ||
             std::any_of(now.rows().begin(), now.rows().end(), [&](const HistoryRow& row) {
               return row.deployment == context_.deployment;
             });
    });
    throw Error(lost.what() + describe(fate, "all of the run was"));
  }
}

ScriptRun::ScriptRun(const Project& project, OpenDatabase& database, const History& history,
                     Session& session, const Surroundings& with, SchemaCatalog& catalog,
                     Commands commands)
    : bracket_(session),
      target_(database.target(project, true).with(catalog, catalog.follower())),
      check_(database.check_context(project, history, catalog)),
      context_{session,
               bracket_,
               database.store(),
               target_,
               check_,
               with.observer,
               with.interruption,
               database.deployment(),
               database.version(),
               commands,
               nullptr} {}

// A journal costs a question for its table. Where the database can undo what defines tables and no
// changeset of the changelog runs outside of a transaction, nothing can be half done, and nobody
// asks.
Journal open_journal(const Project& project, OpenDatabase& database, const History& history) {
  Journal journal(database.connection(), database.journal_table(), database.deployment());
  const auto& all = project.changelog().change_sets;
  const bool is_needed = !database.names().facts().has(Feature::transactional_ddl) ||
                         std::any_of(all.begin(), all.end(), [](const ChangeSet& change_set) {
                           return !change_set.in_transaction;
                         });
  if (is_needed) journal.read(history);
  return journal;
}

}  // namespace ebbtide
