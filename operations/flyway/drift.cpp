#include "operations/flyway/drift.h"

#include <algorithm>

#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/compare.h"
#include "operations/drift.h"
#include "operations/flyway/schema_history.h"
#include "operations/flyway/scratch.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::FileKind;
using flyway::MigrationInfo;
using flyway::ResolvedMigration;
using flyway::State;

/// What the history says has run, as scripts in the order they ran.
class Applied {
 public:
  Applied(const flyway::Standing& standing, FlywayDriftResult& result) : result_(result) {
    add_below_baseline(standing);
    for (const MigrationInfo& one : standing.all) {
      if (one.applied != nullptr) add(one);
    }
  }

  std::vector<const ResolvedMigration*> scripts;

 private:
  void note(const std::string& text) { result_.notes.push_back(text); }

  void add(const MigrationInfo& info) {
    const std::string& script = info.applied->script;
    if (flyway::is_synthetic(info.type()) || flyway::is_undo(info.type()) ||
        info.state == State::deleted || info.state == State::undone ||
        info.state == State::superseded)
      return;
    if (!info.applied->success)
      return note(script + " has failed: what it left is told as unexpected");
    if (info.resolved == nullptr)
      return note("the history has " + script +
                  ", and the folder has it no more: what it made is told as unexpected");
    if (!info.resolved->fits(*info.applied))
      note(script + " was changed after it had run: what it says today is what is expected");
    scripts.push_back(info.resolved);
  }

  /// What a baseline that was written by hand stands for, as an empty database would get it.
  void add_below_baseline(const flyway::Standing& standing) {
    const auto base = std::find_if(standing.all.begin(), standing.all.end(), [](const auto& one) {
      return one.applied != nullptr && one.type() == flyway::Type::baseline;
    });
    if (base == standing.all.end()) return;
    for (const MigrationInfo& one : standing.all) {
      const bool is_below =
          one.state == State::below_baseline || one.state == State::baseline_ignored;
      if (one.applied != nullptr || !is_below) continue;
      if (one.resolved->kind == FileKind::baseline) scripts.clear();
      scripts.push_back(one.resolved);
    }
    if (scripts.empty())
      note("the history begins with the baseline " + base->version()->text() +
           ", and no script makes what was there before: it is told as unexpected");
  }

  FlywayDriftResult& result_;
};

/// A regular expression for exactly this name.
std::string pattern_of(const std::string& name) {
  std::string pattern;
  for (const char c : name) {
    if (!is_word(c)) pattern += '\\';
    pattern += c;
  }
  return pattern;
}

CompareOptions compare_options(FlywayPlace& place, OpenDatabase& scratch) {
  CompareOptions options;
  options.schemas = compared_schemas(place);
  options.filter =
      schema::Filter({.exclude = "table:" + pattern_of(place.configuration().text("table"))});
  const bool is_other_database =
      place.facts().has(Feature::schemas_are_databases) &&
      place.schemas().front() != place.database().names().defaults().catalog;
  if (is_other_database) {
    options.schemas = place.schemas();
    options.reference_schemas = {scratch.names().defaults().catalog};
  }
  return options;
}

}  // namespace

FlywayDriftResult find_flyway_drift(FlywayPlace& place) {
  const ToldOperation told_of(place.with().observer, "flyway drift");
  place.enter();
  FlywayDriftResult result;
  result.about = about(place);
  result.database = place.database().shown();
  const auto rows = place.history();
  if (rows.empty())
    throw flyway::Failure(flyway::error_code,
                          "there is no history, so that nobody knows what should be there; run "
                          "migrate or baseline first");
  const flyway::Standing standing = place.standing(rows);
  const Applied applied(standing, result);
  result.migrations = applied.scripts.size();
  FlywayScratch scratch(place, place.configuration().text("scratchUrl"));
  scratch.play(applied.scripts, true, Beyond::passed_over);
  result.differences =
      compare(scratch.database(), place.database(), compare_options(place, scratch.database()),
              no_files(), scratch.with())
          .differences;
  result.has_drift =
      std::any_of(result.differences.begin(), result.differences.end(),
                  [](const schema::Difference& one) { return is_drift(one, false); });
  return result;
}

}  // namespace ebbtide
