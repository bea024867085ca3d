// From a folder to a changelog, each step before the next:
//
//   scripts       what an empty database gets, taken apart as Flyway does
//   changelog     written from them, read again, and compared statement by statement
//   proof         the scripts on one scratch database, the changelog on another: equal schemas
//   rows          planned from Flyway's history, under Flyway's lock
//   the file, the rows
#include "operations/flyway/convert.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "database/drivers.h"
#include "database/facts.h"
#include "flyway/failure.h"
#include "formats/parser.h"
#include "formats/project.h"
#include "formats/search_path.h"
#include "formats/writer.h"
#include "operations/compare.h"
#include "operations/file_in_memory.h"
#include "operations/flyway/carried_changelog.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/scratch.h"
#include "operations/flyway/script_run.h"
#include "operations/flyway/take_over.h"
#include "operations/replay.h"
#include "operations/write_file.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;
using flyway::Failure;

class Convert {
 public:
  explicit Convert(FlywayPlace& place)
      : place_(place),
        configuration_(place.configuration()),
        home_(options_of_changelog(place), place.with().interruption) {
    name_file();
    SearchPath::Options options;
    options.roots = {place.project().working_directory};
    files_ = std::make_shared<const SearchPath>(std::move(options));
  }

  FlywayConvertResult run() {
    const std::vector<CarriedScript> scripts = carried_scripts(place_);
    if (scripts.empty())
      throw Failure(flyway::error_code,
                    "there is nothing to convert: no migration was found in the locations");
    std::error_code error;
    const bool is_there = fs::exists(output_, error);
    const bool takes_over = configuration_.flag("takeover");
    CarriedChangelog made;
    if (is_there) {
      require_same(scripts);
    } else {
      made = carried_changelog(path_, scripts, place_, home_, *files_);
      prove(scripts, made.text);
    }
    note(scripts, made);
    if (takes_over) {
      // Where Flyway has no lock of its own, that of the changelog's commands is taken for the
      // rows.
      std::optional<FlywayLock> lock;
      if (!place_.words().take_lock.empty()) lock.emplace(place_);
      const auto history = place_.history();
      const TakeOverPlan plan = plan_take_over(place_, history, scripts);
      for (const std::string& one : plan.notes) result_.left.push_back(one);
      if (!is_there) write_new_file(output_, made.text);
      result_.rows = record(plan);
      result_.is_taken_over = true;
    } else if (!is_there) {
      write_new_file(output_, made.text);
    }
    result_.is_written = !is_there;
    result_.about = about(place_);
    return std::move(result_);
  }

 private:
  void name_file() {
    result_.file = configuration_.text("changelogFile");
    if (result_.file.empty())
      throw Failure(flyway::configuration_code,
                    "name the changelog that is to be written: -changelogFile=changelog.yaml (or "
                    ".xml, .json, .sql)");
    if (!is_writable(result_.file))
      throw Failure(flyway::configuration_code, "the changelog '" + result_.file +
                                                    "' has no format by its name, which ends in " +
                                                    known_extensions());
    const fs::path root = place_.project().working_directory;
    output_ = (root / result_.file).lexically_normal().string();
    path_ = fs::path(output_).lexically_relative(root).generic_string();
    if (path_.starts_with(".."))
      throw Failure(flyway::configuration_code,
                    "the changelog '" + result_.file +
                        "' would be outside of the working directory, where its scripts are not "
                        "found; name one below it, or move -workingDirectory up");
  }

  /// The changelog that is there, from here or from another database of the project.
  void require_same(const std::vector<CarriedScript>& scripts) {
    const auto differences = differences_from(scripts, path_, place_, home_, *files_, true);
    if (!differences.empty())
      throw Failure(flyway::error_code,
                    "the changelog '" + result_.file +
                        "' is there already and does something else than the scripts; mend it, or "
                        "take it away to have it written anew. Nothing was written.\n" +
                        join(differences, "\n"));
  }

  void prove(const std::vector<CarriedScript>& scripts, const std::string& text) {
    const std::string named = configuration_.text("scratchUrl");
    std::vector<const flyway::ResolvedMigration*> all;
    for (const CarriedScript& one : scripts) all.push_back(one.script);
    constexpr const char* name = "flyway.json";
    std::string expected;
    try {
      FlywayScratch scratch(place_, named);
      scratch.play(all, false, Beyond::passed_over);
      expected = scratch.snapshot_now();
    } catch (const ScriptFailed& failed) {
      const ScriptFailed::Details& why = failed.details();
      result_.left.push_back(
          "the scripts do not run on an empty database, so neither does the "
          "changelog, and only its statements were compared with theirs: " +
          why.shown + ":" + std::to_string(why.line) + ": " + why.message);
      return;
    }
    const FileInMemory snapshot(no_files(), name, std::move(expected));
    FlywayScratch scratch(place_, named);
    const auto files = std::make_shared<const FileInMemory>(*files_, path_, text);
    OpenDatabase database(stand_in(home_.options(), scratch.database().url()),
                          place_.with().interruption);
    run_all(load(files, database), database, scratch.with());
    OpenDatabase reference(
        stand_in(database.options(),
                 DatabaseUrl::parse("offline:" + database.dbms() + "?snapshot=" + name)),
        place_.with().interruption);
    CompareOptions options;
    options.schemas = compared_schemas(place_);
    const SchemaReport report = compare(reference, database, options, snapshot, scratch.with());
    require_equal(report);
    result_.proved_on = scratch.database().shown();
  }

  /// Runs every changeset but for what reaches beyond the database, as the scripts were run.
  static void run_all(const Project& project, OpenDatabase& database, const Surroundings& with) {
    std::vector<HistoryRow> rows;
    for (const ChangeSet& one : project.changelog().change_sets) {
      rows.emplace_back();
      rows.back().id = one.id;
    }
    const Reach reach = reach_of(database.connection(), database.url().kind);
    replay(project, database, History(std::move(rows)), {}, {reach, Beyond::passed_over}, with);
  }

  void require_equal(const SchemaReport& report) const {
    std::vector<std::string> differences;
    for (const schema::Difference& one : report.differences) {
      if (one.weight == schema::Weight::counts) differences.push_back(one.to_text());
    }
    if (differences.empty()) return;
    if (!configuration_.text("initSql").empty())
      differences.emplace_back(
          "initSql ran before the scripts and not before the changelog, which says nothing about "
          "sessions: set what it sets for the user in the database, and convert without it");
    throw Failure(flyway::error_code,
                  "Unable to convert, and nothing was written: on a scratch database the "
                  "changelog makes another schema than the scripts:\n" +
                      join(differences, "\n"));
  }

  Project load(std::shared_ptr<const Files> files, OpenDatabase& database) const {
    Properties properties(Selection{database.dbms(), {}, ""});
    return load_project({path_, std::move(files), std::move(properties)}, &database.facts());
  }

  std::size_t record(const TakeOverPlan& plan) {
    return take_over(plan, load(files_, home_), home_, place_.with());
  }

  void note(const std::vector<CarriedScript>& scripts, const CarriedChangelog& made) {
    result_.change_sets = scripts.size();
    result_.rollbacks = static_cast<std::size_t>(std::count_if(
        scripts.begin(), scripts.end(), [](const auto& one) { return one.undo != nullptr; }));
    result_.properties = made.properties;
    const auto left = [&](const std::string& what) { result_.left.push_back(what); };
    for (const flyway::Callback& one : place_.scripts().callbacks)
      left(one.shown +
           ": a changelog has no callbacks; write what it does as a changeset with "
           "runAlways, or run it from your pipeline");
    for (const std::string& one : made.copied)
      left(one + ": its SQL stands in the changelog, which cannot name the file as it is");
    for (const flyway::ResolvedMigration& one : place_.scripts().migrations) {
      const bool is_carried = std::any_of(scripts.begin(), scripts.end(),
                                          [&](const auto& each) { return each.script == &one; });
      if (!is_carried) left(one.shown + ": the last baseline migration stands for it");
    }
    for (const CarriedScript& one : scripts) {
      if (one.is_each_time)
        left(one.script->shown +
             ": it names the moment, so that its changeset runs with every update");
    }
    if (!configuration_.text("initSql").empty())
      left("initSql: a changelog says nothing about sessions; set it for the user in the database");
    if (home_.options().default_schema)
      left("the schema " + *home_.options().default_schema +
           ": give it to ebbtide as --default-schema-name");
  }

  FlywayPlace& place_;
  const flyway::Configuration& configuration_;
  OpenDatabase home_;
  std::string output_, path_;  ///< of the changelog: absolute, and below the working directory
  std::shared_ptr<const Files> files_;
  FlywayConvertResult result_;
};

}  // namespace

FlywayConvertResult convert_flyway(FlywayPlace& place) {
  const ToldOperation told_of(place.with().observer, "flyway convert");
  place.enter();
  return Convert(place).run();
}

}  // namespace ebbtide
