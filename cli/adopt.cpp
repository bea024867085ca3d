// `adopt` gives a database its first changelog. Where something is there already it changes nothing
// and says what to do, in the order in which it is to be done.
#include "operations/adopt.h"

#include "cli/generate_choice.h"
#include "cli/json/generate.h"
#include "cli/operation_options.h"
#include "cli/request.h"
#include "cli/schema_choice.h"
#include "operations/drift.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

AdoptOptions adopt_options(Request& request) {
  const Settings& settings = request.settings();
  settings.required("changelog-file");
  AdoptOptions options;
  options.generating = generate_options_of(request);
  options.compare = compare_options(request);
  options.scratch = settings.text("scratch-url");
  options.sync = sync_options(settings);
  options.is_plan = settings.flag_or("plan", false);
  options.read = [&](OpenDatabase& database, std::shared_ptr<const Files> files) {
    return request.project_for(database, std::move(files));
  };
  return options;
}

std::size_t count_that_count(const AdoptReport& report) {
  std::size_t count = 0;
  for (const schema::Difference& one : report.schemas.differences)
    if (is_drift(one, false)) ++count;
  return count;
}

/// What is left to do where a changelog and a history are there in part.
std::vector<AdoptionStep> steps_of(const AdoptReport& report) {
  const Acquaintance& known = report.acquaintance;
  const std::string file = " --changelog-file=" + report.file;
  const bool has_changelog = known.recorded > 0 || !known.pending.empty();
  std::vector<AdoptionStep> steps;
  if (!known.unknown.empty() && !has_changelog) {
    steps.push_back({"Bring the changelog here whose changesets have run: the history names " +
                         known.unknown.front().path,
                     ""});
    steps.push_back({"Or, where it is lost, write one anew", "ebbtide generate-changelog" + file});
    steps.push_back({"and record that it has run", "ebbtide changelog-sync" + file});
    return steps;
  }
  if (!known.unknown.empty())
    steps.push_back({"Find the " + count_of(known.unknown.size(), "changeset") +
                         " that ran and that the changelog does not have, and bring back the files",
                     "ebbtide unexpected-changesets" + file});
  if (known.in_effect > 0) {
    const bool is_all = known.in_effect == known.pending.size();
    steps.push_back({"Record what is in the database already, without running it",
                     "ebbtide changelog-sync" +
                         (is_all ? std::string() : " --count=" + std::to_string(known.in_effect)) +
                         file});
  }
  if (count_that_count(report) > 0)
    steps.push_back({"Decide on what was made by hand: take it back, or write changesets for it",
                     "ebbtide drift" + file});
  if (known.in_effect < known.pending.size())
    steps.push_back(
        {"Run the changesets that are not in the database yet", "ebbtide update" + file});
  steps.push_back({"See that nothing is left", "ebbtide adopt" + file});
  return steps;
}

void write_differences(TextOutput& out, const AdoptReport& report, const std::string& indent) {
  for (const schema::Difference& one : report.schemas.differences)
    out << indent << one.to_text()
        << (one.weight == schema::Weight::informs ? " (for information)" : "") << "\n";
}

void write_half_known(TextOutput& out, const AdoptReport& report,
                      const std::vector<AdoptionStep>& steps, const std::string& database) {
  const Acquaintance& known = report.acquaintance;
  out << database << " and " << report.file << " know each other in part:\n";
  if (known.recorded > 0 || !known.pending.empty())
    out << "  " << count_of(known.recorded, "changeset") << " of the changelog "
        << (known.recorded == 1 ? "is" : "are") << " recorded as run, "
        << std::to_string(known.pending.size()) << (known.pending.size() == 1 ? " is" : " are")
        << " not\n";
  if (!known.unknown.empty())
    out << "  " << count_of(known.unknown.size(), "changeset")
        << " of the history the changelog does not have\n";
  if (known.in_effect > 0)
    out << "  of those that are not recorded the first " << std::to_string(known.in_effect)
        << (known.in_effect == 1 ? " is" : " are") << " in the database already\n";
  if (!known.stopped.empty()) out << "  not all of them could be tried: " << known.stopped << "\n";
  if (!report.schemas.differences.empty())
    out << "  " << count_of(report.schemas.differences.size(), "difference")
        << " from what these changesets make:\n";
  write_differences(out, report, "    ");
  out << "What to do:\n";
  for (std::size_t i = 0; i < steps.size(); ++i) {
    out << "  " << std::to_string(i + 1) << ". " << steps[i].what
        << (steps[i].command.empty() ? "" : ":") << "\n";
    if (!steps[i].command.empty()) out << "       " << steps[i].command << "\n";
  }
}

void write_plan(TextOutput& out, const AdoptReport& report, const std::string& database) {
  std::size_t sql = 0;
  for (const WrittenChangeSet& one : report.change_sets) sql += one.is_sql ? 1 : 0;
  out << "What adopting " << database << " does:\n  1. write " << report.file << ": "
      << count_of(report.change_sets.size(), "changeset");
  if (sql > 0) out << ", " << std::to_string(sql) << " of them SQL that no change type says";
  out << "\n  2. record them as run, without running them\n"
      << "On a scratch database they make the same schema. Nothing was written.\n";
  write_differences(out, report, "  ");
}

void write_text(Request& request, const AdoptReport& report,
                const std::vector<AdoptionStep>& steps) {
  TextOutput& out = request.console().out();
  const std::string database = request.database().shown();
  switch (report.outcome) {
    case Adoption::adopted:
      request.console().say(count_of(report.change_sets.size(), "changeset") + " written to " +
                            report.file + ", which makes the same schema, and recorded as run");
      return write_differences(out, report, "");
    case Adoption::planned:
      return write_plan(out, report, database);
    case Adoption::not_proved:
      out << report.file << " would not make what " << database << " is:\n";
      return write_differences(out, report, "  ");
    case Adoption::half_known:
      return write_half_known(out, report, steps, database);
    case Adoption::known:
      out << database << " and " << report.file
          << " know each other: " << count_of(report.acquaintance.recorded, "changeset")
          << " recorded as run, and the schema is theirs\n";
  }
}

}  // namespace

void adopt(Request& request) {
  const AdoptReport report = adopt(request.database(), adopt_options(request),
                                   request.shared_files(), request.surroundings());
  for (const std::string& one : report.left_out)
    request.console().warning("no changeset carries the " + one +
                              "; make it by a changeset of your own");
  std::vector<AdoptionStep> steps;
  if (report.outcome == Adoption::half_known) steps = steps_of(report);
  if (request.wants_json()) {
    write_json(request.console(), report, request.database().shown(), steps);
  } else {
    write_text(request, report, steps);
  }
  if (report.outcome == Adoption::not_proved)
    throw Drifted(
        "nothing was adopted: the generated changelog does not make the same schema; leave out "
        "what differs with --exclude-objects, and write changesets for it");
  if (report.outcome == Adoption::half_known)
    throw Drifted("nothing was adopted: there is a changelog or a history already; see what to do");
}

}  // namespace ebbtide
