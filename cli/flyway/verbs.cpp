// A verb calls its operation and tells what came of it: in Flyway's words, or as a part of the
// document. What keeps a database from being as it should is the verdict, which decides on the exit
// code and on the state of a target; what goes wrong is thrown.
#include "cli/flyway/verbs.h"

#include <algorithm>

#include "cli/flyway/text.h"
#include "cli/gate_choice.h"
#include "cli/lint_outputs.h"
#include "cli/rollback_plan.h"
#include "flyway/failure.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

using flyway::Failure;

template <class Result>
void finish(const FlywayCall& call, const Result& result,
            std::chrono::steady_clock::time_point begin) {
  if (call.telling.is_json) return call.document.add(result);
  if (call.tells()) write_end(call.out(), result, std::chrono::steady_clock::now() - begin);
}

/// A verb that does its work and says what came of it.
template <auto operation>
void run_plain(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  finish(call, operation(place), begin);
}

void run_undo(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  UndoTold told;
  if (call.project.configuration.flag("-plan"))
    told.prospect = [&call](const RollbackProspect& prospect) {
      if (call.telling.is_json) call.document.plan(prospect, call.database.shown());
      if (!call.tells()) return;
      for (const std::string& line : lines_of(prospect)) call.out() << line << "\n";
      call.out() << totals_line(prospect) << "\n";
    };
  finish(call, undo(place, told), begin);
}

BaselineResult run_baseline(FlywayPlace& place) { return baseline(place); }

void run_info(const FlywayCall& call) {
  FlywayPlace place(call.project, call.database, call.with);
  const InfoResult result = info(place);
  if (call.telling.is_json) {
    call.document.add(result);
  } else if (call.project.configuration.flag("migrationIds")) {
    write_migration_ids(call.out(), result);
  } else {
    // Flyway's table is as wide as Flyway makes it.
    call.out().as_wide_as_it_is([&] { write_info(call.out(), result); });
  }
}

/// As Flyway does: what is not valid is a failure in text alone; JSON says it.
void run_validate(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  const ValidateResult result = validate(place);
  if (call.telling.is_json || result.invalid.empty()) return finish(call, result, begin);
  throw Failure("VALIDATE_ERROR", describe_invalid(result.invalid));
}

void run_migrate(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  MigrateTold told;
  if (call.tells()) {
    const std::string schema = place.table().quote(place.table().schema());
    told.validated = [&call, begin](std::size_t count) {
      call.out() << "Successfully validated " << count_of(count, "migration")
                 << execution_time(std::chrono::steady_clock::now() - begin) << "\n";
    };
    told.creates_history = [&call, &place] {
      call.out() << "Creating Schema History table " << place.table().name() << " ...\n";
    };
    told.current = [&call, schema](const std::optional<std::string>& version) {
      call.out() << "Current version of schema " << schema << ": "
                 << version.value_or("<< Empty Schema >>") << "\n";
    };
    told.begins = [&call, schema](const flyway::MigrationInfo& one) {
      call.out() << "Migrating schema " << schema << " " << described(one) << "\n";
      call.out().flush();
    };
  }
  finish(call, migrate(place, told), begin);
}

/// What a changelog has no place for is said where messages are, also beside JSON.
void run_convert(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  const FlywayConvertResult result = convert_flyway(place);
  for (const std::string& one : result.left) call.with.observer.warning(one);
  finish(call, result, begin);
}

/// As all that finds something it is a failure, in JSON too.
void run_drift(const FlywayCall& call) {
  const auto begin = std::chrono::steady_clock::now();
  FlywayPlace place(call.project, call.database, call.with);
  const FlywayDriftResult result = find_flyway_drift(place);
  for (const std::string& one : result.notes) call.with.observer.warning(one);
  finish(call, result, begin);
  if (!result.has_drift) return;
  for (const schema::Difference& one : result.differences) {
    if (one.weight != schema::Weight::informs) call.verdict.findings.push_back(one.to_text());
  }
  call.verdict.against =
      "the database has drifted: " + count_of(call.verdict.findings.size(), "difference") +
      "; take it back, or write a migration for it";
}

void judge(const FlywayCall& call, const LintReport& report) {
  if (!report.has_failed()) return;
  for (const lint::Finding& one : report.findings) {
    if (one.silenced || one.severity < report.fail_on) continue;
    call.verdict.findings.push_back(one.where.to_text() + ": " +
                                    std::string(lint::to_text(one.severity)) + " " +
                                    std::string(one.rule->id) + ": " + one.message);
  }
  call.verdict.against = count_of(report.objections(), "finding") + " to be mended or approved";
}

void run_lint(const FlywayCall& call) {
  FlywayPlace place(call.project, call.database, call.with);
  const FlywayLintResult result = lint_flyway(place, today_in_utc());
  if (call.tells())
    print_document(call.console, std::string(trim_end(lint_text({result.report, *result.files},
                                                                call.console.has_colour()))));
  if (call.telling.is_json) call.document.add(result);
  judge(call, result.report);
}

constexpr FlywayVerb verbs[] = {
    {"migrate", "Migrates the database", run_migrate},
    {"info", "Shows what is applied and what is pending", run_info, true},
    {"validate", "Compares what is applied with the scripts", run_validate, true},
    {"baseline", "Says up to which version a database is there already", run_plain<run_baseline>},
    {"repair", "Brings the schema history in line with the scripts", run_plain<repair>},
    {"undo", "Undoes the last migration, or all down to -target", run_undo},
    {"clean", "Drops everything in the schemas", run_plain<clean>},
    {"lint", "Judges what migrate would run now", run_lint, true},
    {"drift", "Compares the database with what its migrations make", run_drift, true},
    {"convert", "Writes the folder as a changelog, and takes over its history", run_convert},
};

}  // namespace

std::span<const FlywayVerb> flyway_verbs() { return verbs; }

const FlywayVerb* find_flyway_verb(std::string_view name) {
  const auto found = std::find_if(std::begin(verbs), std::end(verbs),
                                  [&](const FlywayVerb& verb) { return verb.name == name; });
  return found == std::end(verbs) ? nullptr : found;
}

}  // namespace ebbtide
