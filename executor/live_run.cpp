#include "executor/live_run.h"

#include <algorithm>

#include "database/dialect.h"

namespace ebbtide {
namespace {

std::unique_ptr<Bracket> bracket_of(Session& session, OpenDatabase& database,
                                    const LiveRunOptions& options) {
  if (options.is_one_transaction)
    return std::make_unique<AllTogether>(session, database.connection());
  return std::make_unique<EachAlone>(session);
}

}  // namespace

LiveRun::LiveRun(const Project& project, OpenDatabase& database, const History& history,
                 const LiveRunOptions& options, const Surroundings& with)
    : session_(database.connection(), database.names()),
      judging_(options.judge ? options.judge(session_) : nullptr),
      bracket_(
          bracket_of(judging_ ? *judging_ : static_cast<Session&>(session_), database, options)),
      target_(database.target(project)),
      check_(database.check_context(project, history)),
      context_{bracket_->session(),
               *bracket_,
               database.store(),
               target_,
               check_,
               with.observer,
               with.interruption,
               database.deployment(),
               database.version(),
               options.commands,
               options.journal} {}

ScriptRun::ScriptRun(const Project& project, OpenDatabase& database, const History& history,
                     Session& session, const Surroundings& with, Commands commands)
    : bracket_(session),
      target_(database.target(project, true)),
      check_(database.check_context(project, history)),
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

Journal open_journal(const Project& project, OpenDatabase& database, const History& history) {
  Journal journal(database.connection(), database.tables(), database.deployment());
  const auto& all = project.changelog().change_sets;
  const bool is_needed = !database.dialect().has(Feature::transactional_ddl) ||
                         std::any_of(all.begin(), all.end(), [](const ChangeSet& change_set) {
                           return !change_set.in_transaction;
                         });
  if (is_needed) journal.read(history);
  return journal;
}

}  // namespace ebbtide
