#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/json/output.h"
#include "cli/lint_outputs.h"
#include "database/statistics.h"
#include "operations/approvals.h"

namespace ebbtide {

/// The findings as the document of the command.
void write_json(Console& console, const LintOutput& output);
/// The sizes as the document of the command, and as the file that --stats reads.
void write_json(Console& console, const Statistics& statistics);
std::string statistics_json(const Statistics& statistics);
/// An approval, with the file that it was written to; empty for none.
void write_json(Console& console, const Approval& approval, const std::string& file);
/// What rules are: all of them, or one.
void write_json(Console& console, std::span<const lint::Rule* const> rules);
/// What the approvals of a file are worth now: the state of each, `used`, `refused` with the
/// reason, `stale` or `expired`.
struct JudgedApproval {
  const Approval* approval;
  std::string_view state;
  std::string why;
};
void write_json(Console& console, const std::vector<JudgedApproval>& approvals);
/// The findings as JSON of our own, for a file.
std::string lint_json(const LintOutput& output);
/// The same as SARIF 2.1.0, which GitHub and editors read.
std::string lint_sarif(const LintOutput& output);
/// The same as a report on code quality of GitLab, which knows findings by their fingerprints.
std::string lint_gitlab(const LintOutput& output);
/// The findings without their lines, to be known from then on.
std::string lint_baseline(const LintReport& report);

}  // namespace ebbtide
