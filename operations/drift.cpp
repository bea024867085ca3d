#include "operations/drift.h"

#include <algorithm>

#include "database/drivers.h"
#include "database/facts.h"
#include "operations/scratch_place.h"

namespace ebbtide {
namespace {

/// Everything that the program may run there stays there.
Replay rebuild(OpenDatabase& scratch, const History& history, const DriftOptions& options,
               const Surroundings& with) {
  const std::string& kind = scratch.url().kind;
  const Reach reach(reach_rules(kind), scratch.names().facts().syntax,
                    neighbours_of(scratch.connection(), kind));
  const Project project = options.read(scratch);
  return replay(project, scratch, history, options.lock, {reach, Beyond::passed_over}, with);
}

void warn_of(const Replay& replay, Observer& observer) {
  for (const ChangeSetId& id : replay.unknown)
    observer.warning("the history has " + id.to_text() +
                     ", and the changelog has it no more: what it made is told as unexpected");
  for (const ChangeSetId& id : replay.edited)
    observer.warning(id.to_text() +
                     " was changed after it had run: what it says today is what is expected");
}

DriftReport against_changelog(OpenDatabase& database, const DriftOptions& options,
                              const Files& files, const Surroundings& with) {
  const History history = database.read_history();
  const ScratchPlace place(database, options.scratch, true, with);
  OpenDatabase scratch(stand_in(database.options(), place.url()), with.interruption);
  DriftReport report;
  report.replay = rebuild(scratch, history, options, with);
  warn_of(report.replay, with.observer);
  report.schemas = compare(scratch, database, options.compare, files, with);
  return report;
}

DriftReport against_snapshot(OpenDatabase& database, const DriftOptions& options,
                             const Files& files, const Surroundings& with) {
  DatabaseUrl url =
      DatabaseUrl::parse("offline:" + database.dbms() + "?snapshot=" + options.baseline);
  OpenDatabase expected(stand_in(database.options(), std::move(url)), with.interruption);
  return {compare(expected, database, options.compare, files, with), {}, false};
}

}  // namespace

bool is_drift(const schema::Difference& difference, bool is_strict) {
  return is_strict || difference.weight == schema::Weight::counts;
}

DriftReport find_drift(OpenDatabase& database, const DriftOptions& options, const Files& files,
                       const Surroundings& with) {
  const ToldOperation told(with.observer, "drift");
  DriftReport report = options.baseline.empty() ? against_changelog(database, options, files, with)
                                                : against_snapshot(database, options, files, with);
  report.has_drift =
      std::any_of(report.schemas.differences.begin(), report.schemas.differences.end(),
                  [&](const schema::Difference& one) { return is_drift(one, options.is_strict); });
  return report;
}

}  // namespace ebbtide
