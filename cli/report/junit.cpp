// A case for each changeset that was run or undone, with the file and line it stands in; what
// failed is a failure, what was marked or left is skipped. What is about no changeset is a case of
// its own: the findings of a proof, the problems of a changelog, an error. Changesets that were not
// run have one case together, since nobody knows their names here.
#include <array>
#include <cstdio>

#include "cli/report/report.h"
#include "text/ascii.h"
#include "text/problem_line.h"

namespace ebbtide {
namespace {

struct Case {
  std::string group, name, file;
  int line = 0;
  double seconds = 0;
  std::string failure = {}, detail = {}, skipped = {}, note = {};
};

std::string failed_sql(const RecordedChangeSet& one) {
  for (const RecordedStatement& statement : one.sql) {
    if (statement.has_failed)
      return "statement " + std::to_string(statement.number) + ":\n" + statement.sql;
  }
  return "";
}

Case case_of(const RecordedChangeSet& one, const RunReport& report) {
  Case made{one.id.path, one.id.id + "::" + one.id.author, one.where.file, one.where.line,
            one.seconds};
  if (one.way == Way::back) made.name += " (rollback)";
  if (one.round > 2) made.name += " (again)";
  if (one.outcome == Outcome::failed) {
    const bool is_this = report.error != nullptr && report.error->change_set() == one.id.to_text();
    made.failure = is_this ? report.error->what() : "it failed";
    made.detail = failed_sql(one);
  }
  if (one.outcome == Outcome::marked) made.skipped = "marked as ran, without being run";
  if (one.outcome == Outcome::left) made.skipped = "left for another time by its preconditions";
  return made;
}

/// What only informs is a case that passes and says so.
Case case_of(const RecordedFinding& one) {
  const std::string detail = one.message + (one.remedy.empty() ? "" : "\ninstead: " + one.remedy);
  Case made{"findings", (one.change_set.empty() ? "" : one.change_set + " ") + one.step,
            one.where.file, one.where.line};
  if (!one.counts) {
    made.note = detail;
    return made;
  }
  made.failure = one.message;
  made.detail = detail;
  return made;
}

/// How long it took; what runs no changesets is measured as a whole.
double seconds_of(const RunReport& report) {
  return report.record.has_plan() ? report.record.totals().seconds : report.record.elapsed();
}

/// The error, where no changeset has it.
void add_error(std::vector<Case>& cases, const RunReport& report) {
  if (report.error == nullptr || report.record.findings_that_count() > 0) return;
  if (const auto* const many = dynamic_cast<const ValidationFailed*>(report.error)) {
    for (const Problem& problem : many->problems())
      cases.push_back({report.command,
                       problem.change_set.empty() ? "changelog" : problem.change_set,
                       problem.where.file, problem.where.line, 0, line_of(problem)});
    return;
  }
  for (const Case& one : cases) {
    if (one.failure == report.error->what()) return;
  }
  cases.push_back(
      {report.command, report.command, report.error->where().file, report.error->where().line, 0,
       line_of({report.error->where(), report.error->what(), report.error->change_set()})});
}

std::vector<Case> cases_of(const RunReport& report) {
  std::vector<Case> cases;
  for (const RecordedChangeSet& one : report.record.change_sets())
    cases.push_back(case_of(one, report));
  for (const RecordedFinding& finding : report.record.findings()) cases.push_back(case_of(finding));
  add_error(cases, report);
  if (const int rest = report.record.totals(report.error).not_run; rest > 0)
    cases.push_back({report.command, "not run", "", 0, 0, "", "",
                     count_of(static_cast<std::size_t>(rest), "changeset") + " not run"});
  // A suite without a case is an error to some readers.
  if (cases.empty()) cases.push_back({report.command, report.command, "", 0, seconds_of(report)});
  return cases;
}

void write_case(std::ostream& out, const Case& one) {
  out << "    <testcase classname=\"" << markup(one.group) << "\" name=\"" << markup(one.name)
      << "\" time=\"" << junit_seconds(one.seconds) << "\"";
  if (!one.file.empty()) out << " file=\"" << markup(one.file) << "\"";
  if (one.line > 0) out << " line=\"" << one.line << "\"";
  if (one.failure.empty() && one.skipped.empty() && one.note.empty()) {
    out << "/>\n";
    return;
  }
  out << ">\n";
  if (!one.failure.empty())
    out << "      <failure message=\"" << markup(one.failure) << "\">"
        << markup(one.detail.empty() ? one.failure : one.detail) << "</failure>\n";
  if (!one.skipped.empty()) out << "      <skipped message=\"" << markup(one.skipped) << "\"/>\n";
  if (!one.note.empty()) out << "      <system-out>" << markup(one.note) << "</system-out>\n";
  out << "    </testcase>\n";
}

}  // namespace

std::string junit_seconds(double seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", seconds);
  return text.data();
}

void write_junit(std::ostream& out, const RunReport& report) {
  const std::vector<Case> cases = cases_of(report);
  std::size_t failures = 0, skipped = 0;
  for (const Case& one : cases) {
    failures += one.failure.empty() ? 0 : 1;
    skipped += one.skipped.empty() ? 0 : 1;
  }
  const std::string counts = "tests=\"" + std::to_string(cases.size()) + "\" failures=\"" +
                             std::to_string(failures) + "\" errors=\"0\" skipped=\"" +
                             std::to_string(skipped) + "\" time=\"" +
                             junit_seconds(seconds_of(report)) + "\"";
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ebbtide\" " << counts
      << ">\n  <testsuite name=\"" << markup(report.command + " on " + report.database) << "\" "
      << counts << " timestamp=\"" << report.end_text() << "\">\n";
  for (const Case& one : cases) write_case(out, one);
  out << "  </testsuite>\n</testsuites>\n";
}

}  // namespace ebbtide
