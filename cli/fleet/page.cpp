// The matrix as one HTML file. It has to be readable years later, out of an archive of a CI server:
// so no script, no font, no picture from elsewhere. Colours come from variables that a dark screen
// sets anew; on a narrow one each row becomes a card, whose cells carry the heads of their columns.
#include <algorithm>

#include "cli/fleet/commands.h"
#include "cli/fleet/matrix.h"
#include "cli/report/report.h"
#include "text/ascii.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

constexpr std::string_view style = R"css(
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#57606a;--line:#d8dee4;--good:#1a7f37;--bad:#c4251b;--odd:#8a5a00}
@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9aa4af;--line:#30363d;--good:#4ac26b;--bad:#ff7b72;--odd:#e3b341}}
body{background:var(--bg);color:var(--fg);font:16px/1.45 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem}
h1{font-size:1.4rem;margin:0 0 .2rem}p{margin:.2rem 0 1rem;color:var(--soft)}
table{border-collapse:collapse;width:100%}th{text-align:left;color:var(--soft);font-weight:600}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.state{font-weight:600;white-space:nowrap}
td.target{min-width:14rem}td.tag{min-width:5rem}th{white-space:nowrap;overflow-wrap:normal}
.done{color:var(--good)}.failed,.unreachable,.interrupted{color:var(--bad)}.refused,.running,.not-run{color:var(--odd)}
summary{cursor:pointer}ul{margin:.3rem 0;padding-left:1.1rem}
small{color:var(--soft);display:block}
@media(max-width:40rem){thead{display:none}tr{display:block;border:1px solid var(--line);border-radius:.4rem;margin:0 0 .7rem;padding:.3rem 0}
td{display:grid;grid-template-columns:6rem 1fr;gap:.5rem;border:0;padding:.2rem .6rem;text-align:left}td.n{text-align:left}
td.target,td.tag{min-width:0}td:empty{display:none}td::before{content:attr(data-head);color:var(--soft);font-weight:400}}
)css";

std::string escaped(std::string_view text) { return markup(printable_line(text)); }

/// The order of the page: what somebody has to look at first.
int rank_of(TargetState state) {
  switch (state) {
    case TargetState::failed:
      return 0;
    case TargetState::unreachable:
      return 1;
    case TargetState::interrupted:
      return 2;
    case TargetState::refused:
      return 3;
    case TargetState::running:
      return 4;
    case TargetState::not_run:
      return 5;
    case TargetState::done:
      break;
  }
  return 6;
}

std::string cell(std::string_view head, const std::string& text, std::string_view kind) {
  return "<td class=\"" + std::string(kind) + "\" data-head=\"" + std::string(head) + "\">" + text +
         "</td>";
}

std::string folded(const std::vector<std::string>& findings) {
  if (findings.empty()) return "";
  std::string text = "<details><summary>" + count_of(findings.size(), "finding") + "</summary><ul>";
  for (const std::string& one : findings) text += "<li>" + escaped(one) + "</li>";
  return text + "</ul></details>";
}

std::string row_of(const TargetResult& result, std::string_view changed) {
  const bool has_run = !result.database.empty();
  const std::string state(to_text(result.state));
  const std::string database =
      has_run ? "<small>" + escaped(result.database) + "</small>" : std::string();
  return "<tr>" + cell("target", "<span>" + escaped(result.name) + database + "</span>", "target") +
         cell("state", state + (result.is_earlier ? " before" : ""),
              "state " + replace_all(state, " ", "-")) +
         cell("tag", escaped(result.tag.value_or("")), "tag") +
         cell(changed, has_run ? std::to_string(result.changed) : "", "n") +
         cell("pending", result.pending ? std::to_string(*result.pending) : "", "n") +
         cell("time", has_run ? seconds_text(result.took) : "", "n") +
         cell("error", escaped(result.error) + folded(result.findings), "error") + "</tr>\n";
}

std::string_view verdict_of(const FleetReport& report) {
  switch (end_of(report.results)) {
    case FleetEnd::done:
      return "done";
    case FleetEnd::refused:
      return "refused";
    case FleetEnd::failed:
      return "failed";
    case FleetEnd::interrupted:
      return "interrupted";
  }
  return "failed";
}

}  // namespace

std::string fleet_page(const FleetReport& report) {
  const FleetCommand* const command = find_fleet_command(report.command);
  const std::string_view changed = command == nullptr ? "changed" : command->changed;
  std::vector<const TargetResult*> order;
  for (const TargetResult& result : report.results) order.push_back(&result);
  std::stable_sort(order.begin(), order.end(),
                   [](const TargetResult* one, const TargetResult* other) {
                     return rank_of(one->state) < rank_of(other->state);
                   });
  std::string page =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>" +
      escaped(report.command) + ": " + escaped(totals_of(report)) + "</title>\n<style>" +
      std::string(style) + "</style></head>\n<body><h1>" + escaped(report.command) +
      "</h1>\n<p><b class=\"badge " + std::string(verdict_of(report)) + "\">" +
      std::string(verdict_of(report)) + "</b> · " + escaped(totals_of(report)) + " · " +
      escaped(report.began) + " · ebbtide " + escaped(report.version) +
      "</p>\n<table><thead><tr><th>target</th><th>state</th><th>tag</th><th class=\"n\">" +
      std::string(changed) +
      "</th><th class=\"n\">pending</th><th class=\"n\">time</th><th>error</th></tr></thead>\n"
      "<tbody>\n";
  for (const TargetResult* const result : order) page += row_of(*result, changed);
  return page + "</tbody></table></body></html>\n";
}

}  // namespace ebbtide
