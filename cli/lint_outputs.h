#pragma once

#include <string>
#include <string_view>

#include "operations/lint.h"

namespace ebbtide {

/// The outputs of the linter, each as a whole text. What is silenced is shown where that is asked
/// for.
struct LintOutput {
  const LintReport& report;
  const Files& files;  ///< to show the lines that findings are about
  bool shows_silenced = false;
};

/// For people: a line for each finding, its source line, what to do instead; the sums at the end.
std::string lint_text(const LintOutput& output, bool has_colour);
/// Annotations of GitHub, errors first. Ten of them are shown for a step.
std::string lint_github(const LintOutput& output);
/// The same as Markdown, for the summary of a step.
std::string lint_markdown(const LintOutput& output);
/// A suite for each file, a test case for each changeset.
std::string lint_junit(const LintOutput& output);

/// One line for each rule, or one rule with its boundary.
std::string rule_list();
std::string rule_text(const lint::Rule& rule);

}  // namespace ebbtide
