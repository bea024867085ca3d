#include "operations/drift.h"

#include <algorithm>
#include <utility>

#include "database/drivers.h"
#include "database/facts.h"
#include "operations/file_in_memory.h"
#include "operations/recorded_schema.h"
#include "operations/scratch_place.h"

namespace ebbtide {
namespace {

/// Everything that the program may run there stays there.
Replay rebuild(OpenDatabase& scratch, const History& history, const DriftOptions& options,
               const Surroundings& with) {
  const Reach reach = reach_of(scratch.connection(), scratch.url().kind);
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

/// Compares, and writes the changesets that are asked for: to what was found, or back.
void look(OpenDatabase& expected, OpenDatabase& database, const DriftOptions& options,
          const Files& files, const Surroundings& with, DriftReport& report) {
  report.schemas = compare(expected, database, options.compare, files, with);
  if (options.fix == DriftFix::none || report.schemas.differences.empty()) return;
  GenerateOptions making = options.making;
  making.wants = [&](schema::Kind kind) { return options.compare.filter.has(kind); };
  const bool is_back = options.fix == DriftFix::database;
  SchemaReport way =
      is_back ? report.schemas : compare(database, expected, options.compare, files, with);
  std::erase_if(way.differences, [&](const schema::Difference& one) {
    return one.kind == schema::Kind::grant || !is_drift(one, options.is_strict);
  });
  report.fix = write_difference(way, database, making, options.fix_file, files);
}

DriftReport against_changelog(OpenDatabase& database, const DriftOptions& options,
                              const Files& files, const Surroundings& with) {
  const History history = database.read_history();
  const ScratchPlace place(database, options.scratch, true, with);
  OpenDatabase scratch(stand_in(database.options(), place.url()), with.interruption);
  DriftReport report;
  report.replay = rebuild(scratch, history, options, with);
  warn_of(report.replay, with.observer);
  look(scratch, database, options, files, with, report);
  return report;
}

DriftReport against_snapshot(OpenDatabase& database, const std::string& snapshot,
                             const DriftOptions& options, const Files& files,
                             const Surroundings& with) {
  DatabaseUrl url = DatabaseUrl::parse("offline:" + database.dbms() + "?snapshot=" + snapshot);
  OpenDatabase expected(stand_in(database.options(), std::move(url)), with.interruption);
  DriftReport report;
  look(expected, database, options, files, with, report);
  return report;
}

DriftReport against_record(OpenDatabase& database, const DriftOptions& options, const Files& files,
                           const Surroundings& with) {
  constexpr const char* name = "recorded.json";
  const FileInMemory recorded(files, name, recorded_schema(database));
  return against_snapshot(database, name, options, recorded, with);
}

DriftReport against(OpenDatabase& database, const DriftOptions& options, const Files& files,
                    const Surroundings& with) {
  if (options.is_recorded) return against_record(database, options, files, with);
  if (options.baseline.empty()) return against_changelog(database, options, files, with);
  return against_snapshot(database, options.baseline, options, files, with);
}

}  // namespace

schema::Renames DriftReport::look_like_renames() const {
  schema::Renames all;
  for (schema::Rename one : schemas.look_like_renames) {
    std::swap(one.to, one.column.empty() ? one.table.name : one.column);
    all.push_back(std::move(one));
  }
  return all;
}

bool is_drift(const schema::Difference& difference, bool is_strict) {
  return is_strict || difference.weight == schema::Weight::counts;
}

DriftReport find_drift(OpenDatabase& database, const DriftOptions& options, const Files& files,
                       const Surroundings& with) {
  const ToldOperation told(with.observer, "drift");
  if (options.fix != DriftFix::none) require_writable(options.fix_file);
  DriftReport report = against(database, options, files, with);
  report.has_drift =
      std::any_of(report.schemas.differences.begin(), report.schemas.differences.end(),
                  [&](const schema::Difference& one) { return is_drift(one, options.is_strict); });
  return report;
}

}  // namespace ebbtide
