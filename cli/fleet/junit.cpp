#include "cli/fleet/matrix.h"
#include "cli/report/report.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string seconds_of(std::chrono::milliseconds took) {
  return junit_seconds(std::chrono::duration<double>(took).count());
}

std::string case_of(const FleetReport& report, const TargetResult& result) {
  const std::string head = "  <testcase classname=\"ebbtide." + markup(report.command) +
                           "\" name=\"" + markup(result.name) + "\" time=\"" +
                           seconds_of(result.took) + "\"";
  if (result.state == TargetState::done) return head + "/>\n";
  const std::string word(to_text(result.state));
  if (result.state == TargetState::not_run)
    return head + "><skipped message=\"" + markup(result.error) + "\"/></testcase>\n";
  return head + "><failure type=\"" + word + "\" message=\"" + markup(result.error) + "\">" +
         markup(join(result.findings, "\n")) + "</failure></testcase>\n";
}

}  // namespace

std::string fleet_junit(const FleetReport& report) {
  const int skipped = count_in(report.results, TargetState::not_run);
  const auto all = static_cast<int>(report.results.size());
  const int failures = all - skipped - count_in(report.results, TargetState::done);
  std::string cases;
  std::chrono::milliseconds took{};
  for (const TargetResult& result : report.results) {
    cases += case_of(report, result);
    took += result.took;
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"ebbtide " +
         markup(report.command) + "\" tests=\"" + std::to_string(all) + "\" failures=\"" +
         std::to_string(failures) + "\" skipped=\"" + std::to_string(skipped) + "\" time=\"" +
         seconds_of(took) + "\">\n" + cases + "</testsuite>\n</testsuites>\n";
}

}  // namespace ebbtide
