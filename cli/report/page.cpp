// The page, from top to bottom: what became of it, the error, findings, then the changesets, those
// that failed first. Times are bars on one scale for the whole run, so that what was slow is seen.
// SQL is folded. All of it is in this one file; the colours are those of the reader's system.
//
// A page is opened where something went wrong, by who was not there: so what failed is unfolded,
// and all else is there to be opened. A changeset's bar is measured against the longest one, a
// statement's against its changeset.
//
// SQL and messages come from outside. Whatever is not layout goes through `markup`, which spells
// out letters that nobody sees and takes their meaning from `<`, `&` and quotes; a policy in the
// head forbids scripts and whatever would be loaded, should one slip through.
//
// `stopped` is an end by a signal (exit codes above 128), `refused` one before the first statement
// (exit code 3).
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "cli/report/report.h"
#include "text/ascii.h"
#include "text/printable.h"
#include "text/problem_line.h"

namespace ebbtide {
namespace {

constexpr std::string_view style = R"(
:root{color-scheme:light dark;--bg:#fff;--fg:#1c2430;--dim:#5b6675;--line:#d9dee5;--box:#f5f7f9;
--good:#1a7f37;--bad:#c6262e;--mild:#9a6700;--bar:#3b7dd8}
@media (prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#e3e8ee;--dim:#98a3b1;--line:#2c343f;
--box:#1a2029;--good:#4ac26b;--bad:#ff6b6b;--mild:#d8a53b;--bar:#5b9bf0}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1rem;background:var(--bg);color:var(--fg);
font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
.dim{color:var(--dim)}
.badge{display:inline-block;padding:.05rem .6rem;border-radius:1rem;border:1px solid currentColor;
font-size:.9rem;font-weight:600}
.done{color:var(--good)}.failed,.refused,.stopped{color:var(--bad)}.marked,.left{color:var(--mild)}
.totals{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;padding:0;margin:.75rem 0;list-style:none}
.totals b{font-size:1.25rem;display:block;line-height:1.2}
.error,.note{border-left:4px solid var(--bad);background:var(--box);padding:.6rem .8rem;
margin:.75rem 0}
.note{border-color:var(--mild)}
details.run{border-top:1px solid var(--line);padding:.45rem 0}
summary{cursor:pointer}
.row{display:inline-flex;flex-wrap:wrap;gap:.1rem .75rem;width:calc(100% - 1.5rem);
vertical-align:top}
.row .id{flex:1 1 14rem;min-width:0}
.bar{display:block;height:.35rem;border-radius:.2rem;background:var(--bar);min-width:2px;
margin:.15rem 0}
.failed .bar,.bar.failed{background:var(--bad)}
pre{margin:.25rem 0 .75rem;padding:.5rem .7rem;background:var(--box);border-radius:.3rem;
white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}
)";

std::string percent(double part, double whole) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f%%",
                whole <= 0 ? 0.0 : std::clamp(100 * part / whole, 0.0, 100.0));
  return text.data();
}

/// A bar as long as its part of the whole run.
std::string bar(double seconds, double whole, bool has_failed) {
  return std::string("<span class=\"bar") + (has_failed ? " failed" : "") +
         "\" style=\"width:" + percent(seconds, whole) + "\"></span>";
}

void write_total(std::ostream& out, const std::string& value, std::string_view name,
                 std::string_view kind = "") {
  out << "<li><b class=\"" << kind << "\">" << markup(value) << "</b> <span class=\"dim\">" << name
      << "</span></li>\n";
}

void write_totals(std::ostream& out, const RunReport& report) {
  const RunTotals totals = report.record.totals(report.error);
  out << "<ul class=\"totals\">\n";
  const auto add = [&](std::size_t count, std::string_view name, std::string_view kind) {
    if (count > 0) write_total(out, std::to_string(count), name, kind);
  };
  const std::size_t findings = report.record.findings().size();
  const std::size_t counting = report.record.findings_that_count();
  add(counting, counting == 1 ? "finding" : "findings", "failed");
  add(findings - counting, "for information", "marked");
  if (!report.record.has_plan()) {
    write_total(out, shown_seconds(report.record.elapsed()), "in all");
    out << "</ul>\n";
    return;
  }
  add(static_cast<std::size_t>(totals.failed), "failed", "failed");
  write_total(out, std::to_string(totals.done), totals.done == 1 ? "changeset" : "changesets",
              "done");
  add(static_cast<std::size_t>(totals.marked), "marked as ran", "marked");
  add(static_cast<std::size_t>(totals.left), "left for another time", "left");
  add(static_cast<std::size_t>(totals.not_run), "not run", "left");
  add(static_cast<std::size_t>(totals.taken_back), "taken back", "left");
  write_total(out, std::to_string(totals.statements), "statements");
  write_total(out, std::to_string(totals.rows), "rows");
  write_total(out, shown_seconds(totals.seconds), "in all");
  out << "</ul>\n";
}

void write_error(std::ostream& out, const RunReport& report) {
  if (report.error == nullptr) return;
  out << "<h2>What went wrong</h2>\n";
  const auto write = [&](const Problem& problem) {
    out << "<div class=\"error\">" << markup(line_of(problem)) << "</div>\n";
  };
  if (const auto* const many = dynamic_cast<const ValidationFailed*>(report.error)) {
    for (const Problem& problem : many->problems()) write(problem);
  } else {
    write({report.error->where(), report.error->what(), report.error->change_set()});
  }
}

void write_finding(std::ostream& out, const RecordedFinding& one) {
  out << "<div class=\"" << (one.counts ? "error" : "note") << "\"><b>" << markup(one.step)
      << "</b>" << (one.change_set.empty() ? "" : " " + markup(one.change_set));
  if (!one.where.file.empty())
    out << "<br><span class=\"dim\">" << markup(one.where.to_text()) << "</span>";
  out << "<br>" << markup(one.message);
  if (!one.remedy.empty()) out << "<br><span class=\"dim\">instead:</span> " << markup(one.remedy);
  out << "</div>\n";
}

/// Those that count come first.
void write_findings(std::ostream& out, const RunRecord& record) {
  if (record.findings().empty()) return;
  out << "<h2>Findings</h2>\n";
  for (const bool counts : {true, false}) {
    for (const RecordedFinding& one : record.findings())
      if (one.counts == counts) write_finding(out, one);
  }
}

std::string outcome_for_people(const RecordedChangeSet& one) {
  switch (one.outcome) {
    case Outcome::done:
      return one.way == Way::back ? "undone" : "done";
    case Outcome::marked:
      return "marked as ran";
    case Outcome::left:
      return "left";
    case Outcome::failed:
      break;
  }
  return "failed";
}

void write_change_set(std::ostream& out, const RecordedChangeSet& one, const std::string& undo,
                      double whole) {
  const bool has_failed = one.outcome == Outcome::failed;
  out << "<details class=\"run " << word_of(one.outcome) << "\"" << (has_failed ? " open" : "")
      << "><summary><span class=\"row\"><span class=\"id\">" << markup(one.id.to_text())
      << "</span><span class=\"badge " << word_of(one.outcome) << "\">" << outcome_for_people(one)
      << "</span><span class=\"dim\">" << shown_seconds(one.seconds) << "</span></span>"
      << bar(one.seconds, whole, has_failed) << "</summary>\n<p class=\"dim\">"
      << markup(one.where.to_text()) << " · "
      << count_of(static_cast<std::size_t>(one.statements), "statement") << ", "
      << count_of(static_cast<std::size_t>(one.rows), "row");
  if (!undo.empty()) out << " · rollback: " << markup(undo);
  out << "</p>\n";
  for (const RecordedStatement& statement : one.sql) {
    out << "<div class=\"dim\">" << statement.number << (statement.has_failed ? " (failed)" : "")
        << " · " << shown_seconds(statement.seconds) << " · "
        << count_of(static_cast<std::size_t>(statement.rows), "row") << "</div>"
        << bar(statement.seconds, one.seconds, statement.has_failed) << "<pre>"
        << markup(statement.sql) << "</pre>\n";
  }
  out << "</details>\n";
}

void write_change_sets(std::ostream& out, const RunReport& report) {
  const auto& all = report.record.change_sets();
  if (all.empty()) return;
  double longest = 0;
  for (const RecordedChangeSet& one : all) longest = std::max(longest, one.seconds);
  std::vector<std::size_t> order(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t i) { return all[i].outcome == Outcome::failed; });
  out << "<h2>Changesets</h2>\n";
  for (const std::size_t i : order)
    write_change_set(out, all[i], i < report.undo.size() ? report.undo[i] : "", longest);
}

}  // namespace

std::string markup(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string RunReport::verdict() const {
  if (exit_code > 128) return "stopped";
  if (exit_code == 0) return "done";
  return exit_code == 3 ? "refused" : "failed";
}

std::string RunReport::end_text() const {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(end);
  std::tm time{};
  gmtime_r(&seconds, &time);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &time)};
}

void write_page(std::ostream& out, const RunReport& report) {
  const std::string title = report.command + " on " + report.database;
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'unsafe-inline'\">\n<title>"
      << markup(report.verdict() + ": " + title) << "</title>\n<style>" << style
      << "</style>\n</head>\n<body>\n<h1>" << markup(title) << "</h1>\n<p><span class=\"badge "
      << report.verdict() << "\">" << report.verdict() << "</span> <span class=\"dim\">"
      << report.end_text() << " · exit code " << report.exit_code << "</span></p>\n";
  write_totals(out, report);
  write_error(out, report);
  write_findings(out, report.record);
  write_change_sets(out, report);
  if (!report.record.warnings().empty()) {
    out << "<h2>Warnings</h2>\n<ul>\n";
    for (const std::string& one : report.record.warnings())
      out << "<li>" << markup(one) << "</li>\n";
    out << "</ul>\n";
  }
  out << "</body>\n</html>\n";
}

}  // namespace ebbtide
