// Proves on another database what RollbackTest tests, so that a failure costs nothing. Where that
// is:
//
//   --scratch-url=target        the given database itself, which is updated in the end; also with
//                               --liquibase-compatible alone
//   --scratch-url=URL           that one, by the user of the given database unless it names its own
//   neither                     one made for this run beside the given one, removed at its end
//
// What is there before the test differs. A scratch file of SQLite is a copy with all rows; a
// scratch database of a server is empty, and one that somebody names may have any history. So the
// changesets that the given database has run and the scratch has not are run there first, which is
// no part of the test. With `is_all` the scratch database is empty, and everything is tested.
//
// Nothing must reach from the scratch database to anything else: a proof that drops a role of the
// server, or a table of the database beside it, has done what it was to prove. What is known is
// refused before anything runs: preconditions first, for they are asked while the plan is made;
// then the statements of all that is tested, there and back. What is made while it runs is judged
// by the session (JudgedSession). The changesets that ran before are not refused for their
// statements: those did their work on the server when they ran, and are passed over with a word.
// Only on another server than the given one's nothing is refused, because nothing there is the
// given one's; it is said instead. Whether it is another is asked of the servers, not read from the
// URLs: `localhost` and a host name may be one.
#include "operations/prove.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "database/drivers.h"
#include "database/facts.h"
#include "operations/scratch_place.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

// One by one, each changeset is tested on the database with all before it applied. A failure that
// leaves the database in no known state ends the test.
void run_test(RollbackTest& test, const std::vector<const ChangeSet*>& pending, bool each) {
  if (!each) return void(test.run(pending, ""));
  for (const ChangeSet* const change_set : pending) {
    if (!test.run({change_set}, change_set->id.to_text())) return;
  }
  test.finish();
}

ProofReport report_of(RollbackTest& test, OpenDatabase& place) {
  return {place.shown(), test.tested, std::move(test.findings)};
}

/// Whether the database stands on another server than the given one, so that the given one is out
/// of reach. One that does not say where it is does not.
bool is_elsewhere(OpenDatabase& scratch, OpenDatabase& database) {
  const std::string own = server_of(scratch.connection(), scratch.url().kind);
  const std::string given = server_of(database.connection(), database.url().kind);
  return !own.empty() && !given.empty() && own != given;
}

/// What the proof on a scratch database may run and ask: these changesets, and before them those
/// that ran already.
void check_bounds(const Project& project, OpenDatabase& scratch,
                  const std::vector<const ChangeSet*>& pending, const ChangeSetIds& missing,
                  const Reach& reach, const Interruption& interruption) {
  std::vector<const ChangeSet*> asked = pending;
  for (const ChangeSet& one : project.changelog().change_sets) {
    if (missing.contains(one.id)) asked.push_back(&one);
  }
  check_reach_of_preconditions(project.changelog(), asked, reach);
  check_reach(project, scratch, pending, reach, interruption);
}

/// On another database. `ran` are the changesets that are not to be tested.
ProofReport test_on(OpenDatabase& database, const DatabaseUrl& url, const ChangeSetIds& ran,
                    const ProofOptions& options, const Surroundings& with) {
  OpenDatabase scratch(stand_in(database.options(), url), with.interruption);
  const Reach reach = reach_of(scratch.connection(), url.kind);
  const Bounds bounds{reach, is_elsewhere(scratch, database) ? Beyond::told : Beyond::refused};
  const bool is_bound = bounds.beyond == Beyond::refused;
  const Project project = options.read(scratch);
  if (is_bound) check_reach_of_preconditions(project.changelog(), {}, reach);
  RollbackTest test(project, scratch, options.test, with, &bounds);
  std::vector<const ChangeSet*> pending = test.pending();
  const ChangeSetIds there = test.recorded();
  ChangeSetIds missing;
  std::set_difference(ran.begin(), ran.end(), there.begin(), there.end(),
                      std::inserter(missing, missing.end()), ByIdentity());
  std::erase_if(pending, [&](const ChangeSet* one) { return missing.contains(one->id); });
  if (is_bound) check_bounds(project, scratch, pending, missing, reach, with.interruption);
  if (!missing.empty()) {
    with.observer.note("Preparing: " + count_of(missing.size(), "changeset") + " that ran already");
    test.prepare(missing);
    pending = test.pending();
  }
  run_test(test, pending, options.is_each);
  return report_of(test, scratch);
}

ProofReport prove_on_target(const Project& project, OpenDatabase& database,
                            const ProofOptions& options, const Surroundings& with) {
  RollbackTest test(project, database, options.test, with);
  run_test(test, test.pending(), options.is_each);
  return report_of(test, database);
}

}  // namespace

ProofReport prove(const Project& project, OpenDatabase& database, const ProofOptions& options,
                  const Surroundings& with) {
  const ToldOperation told(with.observer, "prove");
  if (options.is_on_target) return prove_on_target(project, database, options, with);
  if (!options.is_all && RollbackTest(project, database, options.test, with).pending().empty())
    return {};
  const ChangeSetIds ran = options.is_all ? ChangeSetIds() : ids_of(database.read_history());
  const ScratchPlace scratch(database, options.scratch, options.is_all, with);
  return test_on(database, scratch.url(), ran, options, with);
}

}  // namespace ebbtide
