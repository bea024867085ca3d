#include "cli/lint_outputs.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "cli/report/report.h"
#include "cli/screen/github.h"
#include "cli/text_output.h"
#include "cli/wording.h"
#include "text/ascii.h"
#include "text/printable.h"

namespace ebbtide {
namespace {

using lint::Finding;
using lint::Severity;

/// The lines of files, each file read once.
class SourceLines {
 public:
  explicit SourceLines(const Files& files) : files_(files) {}

  /// Valid as long as this is.
  const std::string& line(const Position& where) {
    static const std::string none;
    auto known = texts_.find(where.file);
    if (known == texts_.end()) known = texts_.emplace(where.file, read(where.file)).first;
    const std::vector<std::string>& lines = known->second;
    const auto number = static_cast<std::size_t>(where.line);
    return where.line < 1 || number > lines.size() ? none : lines[number - 1];
  }

 private:
  /// Without the blanks around them; none of a file that cannot be read.
  std::vector<std::string> read(const std::string& file) const {
    std::vector<std::string> lines;
    try {
      std::istringstream in(files_.read_text(file));
      for (std::string line; std::getline(in, line);) lines.emplace_back(trim(line));
    } catch (const Error&) {
      lines.clear();
    }
    return lines;
  }

  const Files& files_;
  std::map<std::string, std::vector<std::string>> texts_;
};

/// Of a line that nobody reads as a whole, what stands around a column.
std::string excerpt(const std::string& line, int column) {
  constexpr std::size_t most = 400, before = 100;
  if (line.size() <= most) return line;
  const auto is_within = [&](std::size_t at) {
    return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U;
  };
  const std::size_t wanted = static_cast<std::size_t>(std::max(column, 1)) - 1;
  std::size_t begin = std::min(wanted - std::min(wanted, before), line.size() - most);
  std::size_t end = begin + most;
  while (is_within(begin)) ++begin;
  while (is_within(end)) ++end;
  return (begin > 0 ? "…" : "") + line.substr(begin, end - begin) + (end < line.size() ? "…" : "");
}

/// The lines that hold a secret, which an output must not spread.
std::set<std::pair<std::string, int>> secret_lines(const LintReport& report) {
  std::set<std::pair<std::string, int>> lines;
  for (const Finding& one : report.findings)
    if (one.rule->id == "SE105") lines.emplace(one.where.file, one.where.line);
  return lines;
}

bool is_shown(const LintOutput& output, const Finding& finding) {
  return !finding.silenced || output.shows_silenced;
}

std::string_view colour_of(Severity severity) {
  if (severity == Severity::error) return "\x1b[31m";
  return severity == Severity::warning ? "\x1b[33m" : "\x1b[36m";
}

std::string summary(const LintReport& report) {
  std::string text = count_of(report.count(Severity::error), "error") + ", " +
                     count_of(report.count(Severity::warning), "warning");
  if (const std::size_t infos = report.count(Severity::info); infos > 0)
    text += ", " + std::to_string(infos) + " for information";
  return text + " in " + count_of(report.subjects.size(), "changeset") + "; " +
         std::to_string(report.silenced()) + " silenced; " + count_of(report.unread, "statement") +
         " not understood";
}

}  // namespace

std::string lint_text(const LintOutput& output, bool has_colour) {
  std::ostringstream text;
  SourceLines lines(output.files);
  const auto secret = secret_lines(output.report);
  for (const Finding& one : output.report.findings) {
    if (!is_shown(output, one)) continue;
    TextOutput out(text);
    out << one.where.to_text() << ": ";
    out.flush();
    const std::string severity(one.silenced ? "silenced" : lint::to_text(one.severity));
    text << (has_colour ? colour_of(one.severity) : "") << severity
         << (has_colour ? "\x1b[0m" : "");
    out << " " << one.rule->id << " " << one.message;
    if (!one.change_set.empty()) out << " [changeset " << one.change_set << "]";
    out << "\n";
    const bool has_secret = secret.contains({one.where.file, one.where.line});
    if (const std::string& line = lines.line(one.where); has_secret) {
      out << "    (a line with a secret)\n";
    } else if (!line.empty()) {
      out << "    " << excerpt(line, one.where.column) << "\n";
    }
    out << "    instead: " << one.remedy << "\n";
    if (one.silenced && !one.silenced->reason.empty())
      out << "    silenced: " << one.silenced->reason << "\n";
  }
  text << summary(output.report) << "\n";
  return text.str();
}

namespace {

std::string_view annotation_of(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "notice";
}

/// Those that count, errors first.
std::vector<const Finding*> by_severity(const LintReport& report) {
  std::vector<const Finding*> all;
  for (const Finding& one : report.findings)
    if (!one.silenced) all.push_back(&one);
  std::stable_sort(all.begin(), all.end(),
                   [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
  return all;
}

std::string annotation(std::string_view kind, const Finding& at, const std::string& title,
                       const std::string& message) {
  const std::string line = std::to_string(std::max(at.where.line, 1));
  return "::" + std::string(kind) + " file=" + github_property(printable(at.where.file)) +
         ",line=" + line + ",endLine=" + line +
         ",col=" + std::to_string(std::max(at.where.column, 1)) +
         ",title=" + github_property(title) + "::" + github_escaped(message) + "\n";
}

/// How many annotations of a step GitHub shows.
constexpr std::size_t shown_annotations = 10;
/// How many of the others stand in the notice about them.
constexpr std::size_t told_findings = 100;

/// All behind those that are shown, a line each.
std::string rest_of(const std::vector<const Finding*>& all) {
  std::string text;
  const std::size_t end = std::min(all.size(), shown_annotations + told_findings);
  for (std::size_t i = shown_annotations; i < end; ++i)
    text += (text.empty() ? "" : "\n") + all[i]->where.to_text() + ": " +
            std::string(lint::to_text(all[i]->severity)) + " " + std::string(all[i]->rule->id) +
            " " + printable_line(all[i]->message);
  if (end < all.size()) text += "\nand " + std::to_string(all.size() - end) + " more";
  return text;
}

/// A text in a cell of a table of Markdown.
std::string in_cell(std::string_view text) {
  std::string cell;
  for (const char c : printable_line(text)) {
    if (contains("\\`*_{}[]<>#|~!&", std::string_view(&c, 1))) cell += '\\';
    cell += c;
  }
  return cell;
}

}  // namespace

std::string lint_github(const LintOutput& output) {
  const std::vector<const Finding*> all = by_severity(output.report);
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), shown_annotations); ++i)
    text += annotation(annotation_of(all[i]->severity), *all[i],
                       std::string(all[i]->rule->id) + " " + std::string(all[i]->rule->title),
                       printable(all[i]->message) + "\ninstead: " + all[i]->remedy);
  if (all.size() > shown_annotations)
    text += annotation("notice", *all[shown_annotations],
                       count_of(all.size() - shown_annotations, "more finding"), rest_of(all));
  return text;
}

std::string lint_markdown(const LintOutput& output) {
  constexpr std::size_t most = 1000;
  const std::vector<const Finding*> all = by_severity(output.report);
  std::string text = "### ebbtide lint\n\n" + summary(output.report) + "\n";
  if (all.empty()) return text;
  text += "\n| place | | rule | finding |\n|---|---|---|---|\n";
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    text += "| " + in_cell(all[i]->where.to_text()) + " | " +
            std::string(lint::to_text(all[i]->severity)) + " | " + std::string(all[i]->rule->id) +
            " | " + in_cell(all[i]->message) + " |\n";
  if (all.size() > most) text += "\nand " + std::to_string(all.size() - most) + " more\n";
  return text;
}

namespace {

/// The findings of a changeset, by file and changeset.
using Cases = std::map<std::string, std::map<std::string, std::vector<const Finding*>>>;

std::string junit_case(const std::string& file, const std::string& name,
                       const std::vector<const Finding*>& findings, Severity fail_on) {
  std::string inside, told;
  for (const Finding* const one : findings) {
    const std::string line = one->where.to_text() + ": " + std::string(one->rule->id) + " " +
                             one->message + "\ninstead: " + one->remedy;
    const bool fails = fail_on != Severity::off && one->severity >= fail_on;
    if (fails) {
      inside += "      <failure type=\"" + std::string(one->rule->id) + "\" message=\"" +
                markup(one->message) + "\">" + markup(line) + "</failure>\n";
    } else {
      told += line + "\n";
    }
  }
  if (!told.empty()) inside += "      <system-out>" + markup(told) + "</system-out>\n";
  return "    <testcase name=\"" + markup(name) + "\" classname=\"" + markup(file) + "\">\n" +
         inside + "    </testcase>\n";
}

}  // namespace

std::string lint_junit(const LintOutput& output) {
  Cases cases;
  for (const JudgedSubject& one : output.report.subjects) cases[one.file][one.id];
  for (const Finding& one : output.report.findings)
    if (!one.silenced)
      cases[one.where.file][one.change_set.empty() ? one.where.file : one.change_set].push_back(
          &one);
  const Severity fail_on = output.report.fail_on;
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ebbtide lint\">\n";
  for (const auto& [file, change_sets] : cases) {
    std::size_t failed = 0;
    std::string inside;
    for (const auto& [name, findings] : change_sets) {
      failed += std::any_of(findings.begin(), findings.end(), [&](const Finding* one) {
        return fail_on != Severity::off && one->severity >= fail_on;
      });
      inside += junit_case(file, name, findings, fail_on);
    }
    text += "  <testsuite name=\"" + markup(file) + "\" tests=\"" +
            std::to_string(change_sets.size()) + "\" failures=\"" + std::to_string(failed) +
            "\">\n" + inside + "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

std::string rule_list() {
  std::string text;
  for (const lint::Rule* const rule : lint::all_rules()) {
    std::string severity(lint::to_text(rule->severity));
    severity.resize(8, ' ');
    text += std::string(rule->id) + "  " + severity + (rule->is_gate ? "gate  " : "      ") +
            std::string(rule->title) + "\n";
  }
  return text;
}

std::string rule_text(const lint::Rule& rule) {
  std::string databases;
  for (const std::string_view name : {"postgresql", "mysql", "mariadb", "sqlite"})
    if ((rule.databases & lint::database_of(name)) != 0)
      databases += (databases.empty() ? "" : ", ") + std::string(name);
  return std::string(rule.id) + " " + std::string(rule.title) + "\n\n" + std::string(rule.why) +
         "\n\n  severity   " + std::string(lint::to_text(rule.severity)) +
         (rule.is_gate ? "; 'update' asks for an approval" : "") + "\n  databases  " + databases +
         "\n  instead    " + std::string(rule.remedy) + "\n  not        " +
         std::string(rule.boundary) + "\n\nTo live with it: a comment 'ebbtide:ignore " +
         std::string(rule.id) +
         " REASON' before the statement or element. In a changeset that is released, whose "
         "checksum "
         "must stay: '--comment ebbtide:ignore " +
         std::string(rule.id) + " REASON', or the same in <comment>.\n";
}

}  // namespace ebbtide
