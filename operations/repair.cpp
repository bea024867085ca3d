// Shows, undoes or forgets changesets that the journal knows as half done; which way a changeset
// was going decides how it is undone:
//
//   UPDATE      the inverses of what is applied (rollback/repair)
//   UNDO        the same, gone on with
//   ROLLBACK    its rollback is finished, since half of it is gone already
//
// Forgetting changes nothing but the journal: the next update then starts the changeset anew. A
// changeset can be known in two directions at once, as UPDATE and the UNDO of it. Undoing takes
// both, so that the second one of the list may be gone when its turn comes.
//
// The history table is left in the layout that it has. The changelog is read only where something
// is to be undone, so that one that is broken or lost does not keep anybody from looking or
// forgetting.
#include "operations/repair.h"

#include "database/facts.h"
#include "executor/live_run.h"
#include "rollback/repair.h"
#include "rollback/run.h"

namespace ebbtide {
namespace {

Journal journal_of(OpenDatabase& database, const History& history) {
  Journal journal(database.connection(), database.journal_table(), database.deployment());
  journal.read(history);
  return journal;
}

std::vector<JournaledChangeSet> chosen(const std::string& wanted, const Journal& journal) {
  std::vector<JournaledChangeSet> list;
  for (const JournaledChangeSet& one : journal.unfinished()) {
    if (wanted.empty() || one.id.to_text() == wanted) list.push_back(one);
  }
  if (list.empty() && !wanted.empty())
    throw Error("the changeset " + wanted + " is not half done; 'repair' shows those that are");
  return list;
}

/// Undoes what is half done of a changeset, whichever way it was going.
void undo(const JournaledChangeSet& one, const Changelog& changelog, const History& history,
          const RunContext& context) {
  if (one.direction == Direction::rollback)
    return finish_rollback(one, changelog, history, context);
  undo_unfinished(one, changelog, context);
}

}  // namespace

std::vector<HalfDone> half_done(OpenDatabase& database) {
  const Journal journal = journal_of(database, database.read_history());
  std::vector<HalfDone> list;
  for (const JournaledChangeSet& one : journal.unfinished())
    list.push_back({one, one.applied(database.catalog(), database.names().facts().syntax)});
  return list;
}

std::vector<ChangeSetId> repair(const std::function<const Project&()>& project,
                                OpenDatabase& database, const RepairOptions& options,
                                const Surroundings& with) {
  const ToldOperation told(with.observer, "repair");
  const Locked locked(database, options.lock, with, Locked::Tables::as_they_are);
  Journal journal = journal_of(database, locked.history());
  const JournalEnd end(journal);
  std::vector<ChangeSetId> repaired;
  for (const JournaledChangeSet& one : chosen(options.change_set, journal)) {
    if (journal.find(one.id, one.direction) == nullptr) continue;  // went with the one before
    if (options.forgets) {
      journal.forget(one);
    } else {
      const LiveRun run(project(), database, locked.history(),
                        {commands_if(options.may_execute_commands), false, &journal}, with);
      undo(one, project().changelog(), locked.history(), run.context());
    }
    with.observer.note(std::string(options.forgets ? "Forgot" : "Undid") + " what was applied of " +
                       one.id.to_text());
    repaired.push_back(one.id);
  }
  return repaired;
}

}  // namespace ebbtide
