#pragma once

#include <string>

#include "history/journal.h"
#include "rollback/repair.h"
#include "rollback/run.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {

/// Updates and rollbacks of a SQLite database in memory with a journal, as the commands run them.
/// Changesets with runInTransaction=false are those that the journal is for.
class JournaledUpdate {
 public:
  explicit JournaledUpdate(MemoryDatabase& database)
      : database_(database), update_(database), table_(database.names(), {}) {}

  /// What went wrong; empty where nothing did.
  std::string update(const Loaded& loaded) {
    return attempt(loaded, [&](const RunContext& context, const History& history) {
      finish_rollbacks(loaded.changelog, history, context);
      const Hashing hashing{newest_checksum_version, loaded.files, loaded.properties()};
      run_update(plan_update(loaded.changelog, history, update_.store(), hashing, {}), history,
                 context);
    });
  }
  std::string rollback(const Loaded& loaded, int count) {
    return attempt(loaded, [&](const RunContext& context, const History& history) {
      const auto finished = finish_rollbacks(loaded.changelog, history, context);
      if (const auto rest = rest_of(RollbackCount{count}, finished, history))
        run_rollback(plan_rollback(*rest, loaded.changelog, history, context.target), context);
    });
  }
  std::string undo_unfinished_ones(const Loaded& loaded) {
    return attempt(loaded, [&](const RunContext& context, const History&) {
      const auto all = context.journal->unfinished();
      for (const JournaledChangeSet& one : all) undo_unfinished(one, loaded.changelog, context);
    });
  }

  /// Puts a statement into the journal, as a run that was killed leaves it behind.
  void leave_behind(const Loaded& loaded, Direction direction, const JournalEntry& entry) {
    Journal journal(database_.connection(), table_, "0000000000");
    journal.read(History());
    journal.make_table();
    journal.note({loaded.changelog.change_sets.at(0).id, direction, loaded.checksum(), "", {}},
                 entry);
  }

  std::string report() const { return update_.report.text; }

 private:
  template <class Work>
  std::string attempt(const Loaded& loaded, const Work& work) {
    update_.report.text.clear();
    const History history = update_.history();
    Journal journal(database_.connection(), table_, "1234567890");
    journal.read(history);
    const JournalEnd end(journal);
    try {
      LiveRunOptions options;
      options.journal = &journal;
      update_.with_run(loaded, options, [&](LiveRun& run) { work(run.context(), history); });
    } catch (const ValidationFailed& failed) {
      return failed.problems().front().message;
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  MemoryDatabase& database_;
  UpdateOfMemory update_;
  JournalTable table_;
};

}  // namespace ebbtide
