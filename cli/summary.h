#pragma once

#include <string>
#include <vector>

#include "changelog/changelog.h"
#include "cli/text_output.h"
#include "executor/plan.h"

namespace ebbtide {

/// Writes the UPDATE SUMMARY as Liquibase does: how many changesets ran, had run and were left out,
/// and for what. `verbose` adds a table of those left out. `run` is how many changesets were run or
/// marked, which the plan does not know.
void write_summary(TextOutput& out, const UpdatePlan& plan, const Changelog& changelog, int run,
                   bool verbose);

/// Writes rows as a table with lines around its cells; the first row is its head, so that there
/// must be one; all have as many cells. Cells may hold several lines; widths are at least those
/// given.
void write_table(TextOutput& out, std::vector<std::vector<std::string>> rows,
                 const std::vector<std::size_t>& widths);

}  // namespace ebbtide
