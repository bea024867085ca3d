// As Liquibase does: the UPDATE SUMMARY, letter by letter, since pipelines read it. Labels are 25
// wide and numbers right of them, a changeset can be left out for several reasons and counts for
// each, and changesets for other databases are counted although they are not in the plan. With
// VERBOSE a table lists those left out; its columns are as wide as the widest line, counted as Java
// counts letters (UTF-16), and the second is at least 40.
//
//   Run:                          2      those that ran or were marked
//   Previously run:               5
//   Filtered out:                 1      and behind it the reasons, in the order in which they are
//                                 met
//   -------------------------------
//   Total change sets:            8
//
// On a terminal nobody counts letters, and a table that is too wide is one that nobody can read.
// There it gets as much room as there is: of its columns the widest gives way, one by one, and
// texts go on in the next line of their cell. Widths are those of the screen then, where some
// letters take two places.
#include "cli/summary.h"

#include <algorithm>
#include <map>

#include "changelog/expression.h"
#include "text/ascii.h"
#include "text/columns.h"
#include "text/printable.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr std::size_t label_width = 25;
constexpr std::size_t number_width = 6;

void write_count(TextOutput& out, const std::string& label, std::size_t count) {
  const std::string number = std::to_string(count);
  const auto gap = [](std::size_t width, const std::string& text) {
    return std::string(width - std::min(width, text.size()), ' ');
  };
  out << label << gap(label_width, label) << gap(number_width, number) << number << "\n";
}

std::string_view heading(SkipReason reason) {
  switch (reason) {
    case SkipReason::context:
      return "Context mismatch:";
    case SkipReason::label:
      return "Label mismatch:";
    case SkipReason::ignored:
      return "Ignored:";
    case SkipReason::already_ran:
      return "Already ran:";
    case SkipReason::after_tag:
      return "After tag:";
    case SkipReason::after_count:
      return "After count:";
  }
  return "";
}

std::string explanation(SkipReason reason, const Selection& selection) {
  switch (reason) {
    case SkipReason::context:
      return "Context does not match '" + join(selection.contexts, ", ") + "'";
    case SkipReason::label:
      return "Labels does not match '" + selection.label_filter + "'";
    case SkipReason::ignored:
      return "Changeset is ignored";
    case SkipReason::already_ran:
      return "Changeset already ran";
    case SkipReason::after_tag:
      return "Changeset is after the tag";
    case SkipReason::after_count:
      return "Changeset is after the count";
  }
  return "";
}

/// How many changesets each reason keeps out, in the order the reasons are met.
std::vector<std::pair<std::string, std::size_t>> count_reasons(const UpdatePlan& plan,
                                                               std::size_t for_other_databases) {
  std::vector<std::pair<std::string, std::size_t>> counts;
  const auto count = [&](std::string_view name, std::size_t more) {
    const auto known = std::find_if(counts.begin(), counts.end(),
                                    [&](const auto& one) { return one.first == name; });
    if (known != counts.end()) {
      known->second += more;
    } else if (more > 0) {
      counts.emplace_back(name, more);
    }
  };
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (!planned.was_filtered()) continue;
    for (const SkipReason reason : planned.skipped_for) count(heading(reason), 1);
  }
  count("DBMS mismatch:", for_other_databases);
  return counts;
}

/// The table of VERBOSE. Changesets for other databases come first: they are not in the plan.
void write_details(TextOutput& out, const UpdatePlan& plan, const Changelog& changelog,
                   std::size_t columns) {
  std::vector<std::vector<std::string>> rows{{"Changeset Info", "Reason Skipped"}};
  const Selection& selection = changelog.properties.selection();
  for (const ChangeSetId& id : changelog.for_other_databases)
    rows.push_back(
        {printable_line(id.to_text()), "mismatched DBMS value for '" + selection.dbms + "'"});
  for (const PlannedChangeSet& planned : plan.change_sets) {
    if (!planned.was_filtered()) continue;
    std::vector<std::string> reasons;
    for (const SkipReason reason : planned.skipped_for)
      reasons.push_back(explanation(reason, selection));
    rows.push_back({printable_line(planned.change_set->id.to_text()), join(reasons, "\n")});
  }
  if (rows.size() > 1) write_table(out, rows, {0, 40}, columns);
}

/// How wide a text is: as Java counts it, or on a screen.
using Measure = std::size_t (*)(std::string_view);

std::size_t width_of(std::string_view cell, Measure measure) {
  std::size_t widest = 0;
  for (const std::string_view line : split(cell, '\n')) widest = std::max(widest, measure(line));
  return widest;
}

void write_row(TextOutput& out, const std::vector<std::string>& row,
               const std::vector<std::size_t>& widths, Measure measure) {
  std::size_t height = 1;
  for (const std::string& cell : row) height = std::max(height, split(cell, '\n').size());
  for (std::size_t line = 0; line < height; ++line) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto lines = split(row[i], '\n');
      const std::string_view text = line < lines.size() ? lines[line] : "";
      out << "| " << text << std::string(widths[i] - std::min(widths[i], measure(text)) + 1, ' ');
    }
    out << "|\n";
  }
}

/// Makes a table fit: of its columns the widest are made less wide until it does, and what does not
/// fit into them goes on in the next line of its cell.
void fit(std::vector<std::vector<std::string>>& rows, std::vector<std::size_t>& widths,
         std::size_t most) {
  constexpr std::size_t narrowest = 4;
  std::size_t all = 1;
  for (const std::size_t width : widths) all += width + 3;
  for (; all > most; --all) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= narrowest) break;
    --*widest;
  }
  for (auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string cell;
      for (const std::string_view line : split(row[i], '\n'))
        cell += (cell.empty() ? "" : "\n") + folded(line, widths[i], 0);
      row[i] = std::move(cell);
    }
  }
}

}  // namespace

void write_table(TextOutput& out, std::vector<std::vector<std::string>> rows,
                 const std::vector<std::size_t>& least, std::size_t most) {
  for (auto& row : rows) {
    for (std::string& cell : row) cell = printable(cell);
  }
  const Measure measure = most == 0 ? utf16_length : columns_of;
  std::vector<std::size_t> widths = most == 0 ? least : std::vector<std::size_t>();
  widths.resize(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], width_of(row[i], measure));
  }
  if (most != 0) fit(rows, widths, most);
  std::string line;
  for (const std::size_t width : widths) line += "+" + std::string(width + 2, '-');
  line += "+";
  out << line << "\n";
  for (const auto& row : rows) {
    write_row(out, row, widths, measure);
    out << line << "\n";
  }
}

void write_summary(TextOutput& out, const UpdatePlan& plan, const Changelog& changelog, int run,
                   bool verbose, std::size_t columns) {
  const auto filtered = static_cast<std::size_t>(
      std::count_if(plan.change_sets.begin(), plan.change_sets.end(),
                    [](const PlannedChangeSet& one) { return one.was_filtered(); }));
  const std::size_t others = changelog.for_other_databases.size();
  out << "\nUPDATE SUMMARY\n";
  write_count(out, "Run:", static_cast<std::size_t>(run));
  write_count(out, "Previously run:", plan.already_ran());
  write_count(out, "Filtered out:", filtered + others);
  out << "-------------------------------\n";
  write_count(out, "Total change sets:", plan.change_sets.size() + others);
  out << "\n";
  const auto reasons = count_reasons(plan, others);
  if (!reasons.empty()) {
    out << "\nFILTERED CHANGE SETS SUMMARY\n";
    for (const auto& [label, count] : reasons) write_count(out, label, count);
    out << "\n";
  }
  if (verbose) write_details(out, plan, changelog, columns);
  out.flush();
}

}  // namespace ebbtide
