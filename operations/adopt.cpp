// The proof comes before the first byte is written: the new changelog is read from memory, run on a
// scratch database by the same update that others will run it with, and what that leads to is held
// against the database.
//
// Of a changelog that is there the history says which changesets have run. Those that are pending
// may be in the database all the same, made by hand: they are run on the scratch database one by
// one, behind those that have run, and the place where the two schemas differ least tells how many.
//
//   changelog   history
//   no          empty     generated, proved, written, recorded as run
//   no          rows      nothing is made: each row is told as one that no changelog has
//   yes         any       both are compared, and nothing is changed
//
// Only differences of the schema count, as comments and the order of columns are no reason to
// refuse. A changeset that fails ends the trial, with its error: behind it nothing can be said.
// Statements that reach beyond a database are passed over in the trial.
//
// The file is written first and recorded then, since the record is made by reading it as everybody
// will. Where that fails the file goes again, so that a second try finds things as they were. A
// file that exists, and that the search path does not reach, is an error and not a reason to write
// another.
#include "operations/adopt.h"

#include <algorithm>
#include <filesystem>

#include "database/drivers.h"
#include "database/facts.h"
#include "operations/file_in_memory.h"
#include "operations/inspect.h"
#include "operations/replay.h"
#include "operations/scratch_place.h"
#include "operations/update.h"
#include "operations/warnings_alone.h"
#include "operations/write_file.h"
#include "text/error.h"

namespace ebbtide {
namespace {

std::size_t count_that_count(const SchemaReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.differences.begin(), report.differences.end(),
                    [](const auto& one) { return one.weight == schema::Weight::counts; }));
}

/// A scratch database, open, for as long as this lives.
class Scratch {
 public:
  Scratch(OpenDatabase& database, const std::string& named, const Surroundings& with)
      : place_(database, named, true, with),
        open_(stand_in(database.options(), place_.url()), with.interruption) {}
  OpenDatabase& database() { return open_; }

 private:
  ScratchPlace place_;
  OpenDatabase open_;
};

SchemaReport proof_of(const std::string& text, OpenDatabase& database, const AdoptOptions& options,
                      const std::shared_ptr<const Files>& files, const Surroundings& with) {
  WarningsAlone warnings(with.observer);
  const Surroundings quiet{warnings, with.interruption};
  Scratch scratch(database, options.scratch, with);
  const auto unwritten = std::make_shared<FileInMemory>(*files, options.generating.file, text);
  const Project project = options.read(scratch.database(), unwritten);
  UpdateOptions updating;
  updating.lock = options.sync.lock;
  update(project, scratch.database(), updating, quiet);
  return compare(scratch.database(), database, options.compare, *files, quiet);
}

/// Writes the file and records its changesets; the file goes again where that cannot be.
void make_known(const std::string& text, OpenDatabase& database, const AdoptOptions& options,
                const std::shared_ptr<const Files>& files, const Surroundings& with) {
  const std::string& file = options.generating.file;
  write_new_file(file, text);
  try {
    if (!files->exists(file)) throw Error(files->not_found(file));
    sync(options.read(database, files), database, options.sync, with);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    throw;
  }
}

AdoptReport adopt_unknown(OpenDatabase& database, const AdoptOptions& options,
                          const std::shared_ptr<const Files>& files, const Surroundings& with) {
  GenerateReport generated = generated_changelog(database, options.generating, *files, with);
  if (generated.change_sets.empty())
    throw Error("there is nothing in " + database.shown() +
                " that a changelog could make; begin with: ebbtide init project");
  AdoptReport report{Adoption::adopted, options.generating.file, std::move(generated.change_sets),
                     std::move(generated.left_out)};
  report.schemas = proof_of(generated.text, database, options, files, with);
  // What no changeset can carry is told beside, as left out.
  std::erase_if(report.schemas.differences,
                [](const auto& one) { return one.kind == schema::Kind::other; });
  if (count_that_count(report.schemas) > 0) {
    report.outcome = Adoption::not_proved;
    return report;
  }
  if (options.is_plan) {
    report.outcome = Adoption::planned;
    return report;
  }
  make_known(generated.text, database, options, files, with);
  return report;
}

/// Runs the pending changesets on the scratch database, one by one, and keeps how the schemas
/// differ where that is least.
class Trial {
 public:
  Trial(OpenDatabase& scratch, OpenDatabase& database, const AdoptOptions& options,
        const Files& files, const Surroundings& with)
      : scratch_(scratch), database_(database), options_(options), files_(files), with_(with) {}

  void run(const Project& project, const History& history, const Bounds& bounds,
           AdoptReport& report) {
    replay(project, scratch_, history, options_.sync.lock, bounds, with_);
    report.schemas = difference();
    const std::vector<ChangeSetId>& pending = report.acquaintance.pending;
    for (std::size_t i = 0; i < pending.size() && count_that_count(report.schemas) > 0; ++i) {
      HistoryRow row;
      row.id = pending[i];
      const History next({row});
      try {
        replay(project, scratch_, next, options_.sync.lock, bounds, with_);
      } catch (const ChangeSetFailed& failed) {
        report.acquaintance.stopped = failed.what();
        return;
      }
      SchemaReport now = difference();
      if (count_that_count(now) >= count_that_count(report.schemas)) continue;
      report.schemas = std::move(now);
      report.acquaintance.in_effect = i + 1;
    }
  }

 private:
  SchemaReport difference() const {
    return compare(scratch_, database_, options_.compare, files_, with_);
  }

  OpenDatabase& scratch_;
  OpenDatabase& database_;
  const AdoptOptions& options_;
  const Files& files_;
  Surroundings with_;
};

AdoptReport look_at(OpenDatabase& database, const History& history, const AdoptOptions& options,
                    const std::shared_ptr<const Files>& files, const Surroundings& with) {
  AdoptReport report{Adoption::half_known, options.generating.file};
  WarningsAlone warnings(with.observer);
  const Surroundings quiet{warnings, with.interruption};
  Acquaintance& known = report.acquaintance;
  if (!files->exists(options.generating.file)) {
    for (const HistoryRow& row : history.rows()) known.unknown.push_back(row.id);
    return report;
  }
  {
    const Project project = options.read(database, files);
    known.pending = pending_change_sets(project, database, options.sync.is_strict, quiet);
    known.unknown = unexpected_change_sets(project, database);
    known.recorded = history.change_sets() - known.unknown.size();
  }
  Scratch scratch(database, options.scratch, with);
  const Reach reach = reach_of(scratch.database().connection(), scratch.database().url().kind);
  const Project project = options.read(scratch.database(), files);
  Trial(scratch.database(), database, options, *files, quiet)
      .run(project, history, {reach, Beyond::passed_over}, report);
  const bool agree =
      known.pending.empty() && known.unknown.empty() && count_that_count(report.schemas) == 0;
  if (agree) report.outcome = Adoption::known;
  return report;
}

}  // namespace

AdoptReport adopt(OpenDatabase& database, const AdoptOptions& options,
                  const std::shared_ptr<const Files>& files, const Surroundings& with) {
  const ToldOperation told(with.observer, "adopt");
  require_writable(options.generating.file);
  database.connection();  // an offline one has nothing to be recorded in
  const History history = database.has_history_table() ? database.read_history() : History();
  const std::string& file = options.generating.file;
  std::error_code error;
  const bool is_there = files->exists(file);
  if (!is_there && std::filesystem::exists(file, error)) throw Error(files->not_found(file));
  if (!is_there && history.rows().empty()) return adopt_unknown(database, options, files, with);
  return look_at(database, history, options, files, with);
}

}  // namespace ebbtide
