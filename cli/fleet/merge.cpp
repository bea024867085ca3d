// `fleet merge`: the results of several runs as one matrix, with the exit code of the worst target.
#include "cli/fleet/matrix.h"
#include "cli/fleet/result_file.h"
#include "cli/fleet/run.h"
#include "cli/json/fleet.h"
#include "cli/request.h"
#include "operations/write_file.h"
#include "text/ascii.h"

namespace ebbtide {

void require_fleet_report(const Settings& settings) {
  const std::string format = settings.choice("format");
  if (!format.empty() && format != "TEXT" && format != "JSON")
    settings.refuse("format", "Invalid argument '--format': '" + format +
                                  "' is of one database; what many have in common is TEXT or JSON");
  const std::string file = lower(settings.text("report-file"));
  if (file.empty() || file.ends_with(".html") || file.ends_with(".xml")) return;
  settings.refuse("report-file",
                  "Invalid argument '--report-file': it ends in .html, for a page, or "
                  "in .xml, for JUnit");
}

void write_fleet_report(const Settings& settings, Console& console, const FleetReport& report) {
  if (settings.choice("format") == "JSON") {
    write_json(console, report, exit_code_of(report, settings));
  } else {
    write_matrix(console.out(), report);
  }
  const std::string file = settings.text("report-file");
  if (!file.empty())
    replace_file(file, lower(file).ends_with(".xml") ? fleet_junit(report) : fleet_page(report));
}

void fleet_merge(Request& request) {
  require_fleet_report(request.settings());
  std::vector<FleetReport> reports;
  for (const std::string& file : split_list(request.settings().required("results")))
    reports.push_back(read_results(file));
  const FleetReport whole = merged(std::move(reports));
  write_fleet_report(request.settings(), request.console(), whole);
  request.end_with(exit_code_of(whole, request.settings()));
}

std::string complaint_about(const FleetReport& report, const Settings& settings) {
  return complaint_about(report,
                         !settings.text("results").empty() || !settings.text("resume").empty());
}

std::string complaint_about(const FleetReport& report, bool has_file) {
  if (end_of(report.results) == FleetEnd::done) return "";
  return totals_of(report) +
         (has_file ? "; run the same with --resume and the file of results, to do only what is "
                     "not done"
                   : "; run the same with --results=FILE, to have a file for --resume");
}

}  // namespace ebbtide
