// `drift` holds the database against what its changelog says, as far as it has run there. Liquibase
// sells the like of it; the exit code is that of everything here which refuses: 3.
#include "operations/drift.h"
#include "cli/json/schema.h"
#include "cli/request.h"
#include "cli/schema_choice.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

void write_text(Request& request, const DriftReport& report) {
  TextOutput& out = request.console().out();
  const std::size_t count = report.schemas.differences.size();
  const std::string database = request.database().shown();
  if (count == 0) {
    out << database << " is as expected: no drift\n";
    return;
  }
  out << database << (report.has_drift ? " has drifted: " : " has no drift; for information: ")
      << count_of(count, "difference") << "\n";
  for (const schema::Difference& one : report.schemas.differences)
    out << "  " << one.to_text()
        << (one.weight == schema::Weight::informs ? " (for information)" : "") << "\n";
}

void tell_of_fix(Request& request, const DriftReport& report) {
  if (!report.fix) return;
  Console& console = request.console();
  for (const std::string& one : report.fix->left_out)
    console.warning("no changeset brings about the " + one + "; write one of your own");
  for (const WrittenChangeSet& one : report.fix->change_sets)
    if (!one.comments.empty())
      console.warning("changeset " + one.id + " (" + join(one.changes, ", ") +
                      "): " + one.comments);
  for (const std::string& one : report.fix->there_already)
    console.say("not written again, the file has it: " + one);
  const std::string written =
      count_of(report.fix->change_sets.size(), "changeset") + " written to " + report.fix->file;
  if (request.settings().choice("fix") == "DATABASE")
    return console.say(written + ", to be run on this database");
  console.say(written + "; 'ebbtide changelog-sync' records that this database has them");
}

void record(Request& request, const std::vector<schema::Difference>& differences) {
  for (const schema::Difference& one : differences)
    request.record().add({.change_set = "",
                          .step = std::string(to_text(one.kind)) + " " + one.full_name(),
                          .message = one.to_text(),
                          .counts = one.weight != schema::Weight::informs});
}

}  // namespace

void drift(Request& request) {
  const DriftReport report = find_drift(request.database(), drift_options(request), request.files(),
                                        request.surroundings());
  const std::vector<schema::Difference>& differences = report.schemas.differences;
  tell_of_renames(request, report.look_like_renames(),
                  report.schemas.reference.origin.default_schema);
  tell_of_fix(request, report);
  record(request, differences);
  if (request.settings().choice("format") == "SARIF") {
    write_sarif(request.console(), differences);
  } else if (request.wants_json()) {
    write_json(request.console(), report, request.database().shown());
  } else {
    write_text(request, report);
  }
  if (report.has_drift)
    throw Drifted("the database has drifted: " + count_of(differences.size(), "difference") +
                  "; take it back, or write changesets for it");
}

}  // namespace ebbtide
