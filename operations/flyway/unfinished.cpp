// A migration that has failed on MySQL or MariaDB is removed by hand there: that is what Flyway
// says, and people do it, and then run `repair`. The journal must not take it for half done then.
// So it is asked what of the noted statements is still to be seen:
//
//   nothing of what can be seen   it was undone by hand: the journal forgets it, and it begins anew
//   all up to the last one        it goes on behind
//   some, but not the last one    somebody has undone a part: nobody goes on
//
// An earlier statement need not be seen any more: a later one may have dropped what it made.
#include "operations/flyway/unfinished.h"

#include <algorithm>

#include "database/applied.h"
#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/flyway/script_run.h"
#include "rollback/run.h"
#include "sql/effect.h"

namespace ebbtide {
namespace {

using flyway::Failure;

enum class Left { all, nothing, a_part };

Left what_is_left(const JournaledChangeSet& one, const Catalog& catalog,
                  const sql::Syntax& syntax) {
  int there = 0, gone = 0;
  Applied last = Applied::unknown;
  for (const JournalEntry& entry : one.entries) {
    last = is_applied(sql::effects_of(entry.sql, syntax), catalog);
    there += last == Applied::yes ? 1 : 0;
    gone += last == Applied::no ? 1 : 0;
  }
  if (there == 0 && gone > 0) return Left::nothing;
  return last == Applied::no && one.entries.back().is_done ? Left::a_part : Left::all;
}

std::string shown(const JournaledChangeSet& one) {
  return one.id.path + ": statements 1 to " + std::to_string(one.entries.back().statement);
}

void finish_undo(const JournaledChangeSet& one, FlywayPlace& place, Journal& journal) {
  const auto version = flyway::Version::parse(one.id.id);
  const auto* const script = version ? place.scripts().undo_of(*version) : nullptr;
  if (script == nullptr)
    throw Failure(flyway::error_code,
                  "the undo of " + one.id.path +
                      " is half done and its U file is gone; put it back, or finish the undo by "
                      "hand and let 'ebbtide flyway --forget repair' forget it");
  place.with().observer.note("Finishing the undo of " + one.id.path +
                             " that an earlier run has left half done.");
  const PreparedScript prepared =
      prepare({one.id, script->text, script->shown, script->path, script->metadata}, place);
  ScriptAttendant attendant(place, "beforeEachUndo", "afterEachUndo");
  LiveRunOptions options;
  options.journal = &journal;
  options.attendant = &attendant;
  const auto run = place.begin_run(options);
  attendant.attend(run->context());
  attendant.begin();
  RollbackPlan plan;
  plan.undos.emplace_back();
  plan.undos.front().change_set = &prepared.change_set;
  plan.undos.front().undo.changes.emplace_back(*prepared.change_set.changes.front());
  run_rollback(plan, run->context());
}

}  // namespace

bool settle_unfinished(FlywayPlace& place, Journal& journal) {
  bool has_finished = false;
  const std::vector<JournaledChangeSet> unfinished = journal.unfinished();
  for (const JournaledChangeSet& one : unfinished) {
    if (one.direction != Direction::update) {
      finish_undo(one, place, journal);
      has_finished = true;
      continue;
    }
    switch (what_is_left(one, place.catalog(), place.facts().syntax)) {
      case Left::all:
        break;
      case Left::nothing:
        place.with().observer.note("What an earlier run had applied of " + one.id.path +
                                   " is gone: it begins anew.");
        journal.forget(one);
        place.connection().send();
        break;
      case Left::a_part:
        throw Failure(flyway::error_code,
                      shown(one) +
                          " were applied by an earlier run, and not all of that is there any more; "
                          "undo the rest by hand and let 'ebbtide flyway --forget repair' forget "
                          "it");
    }
  }
  return has_finished;
}

std::vector<std::string> describe_unfinished(const Journal& journal) {
  std::vector<std::string> sentences;
  for (const JournaledChangeSet& one : journal.unfinished())
    sentences.push_back(shown(one) +
                        (one.direction == Direction::update
                             ? " are applied: migrate goes on behind"
                             : " of its undo are applied: undo or migrate finishes it") +
                        ", --forget forgets them");
  return sentences;
}

}  // namespace ebbtide
