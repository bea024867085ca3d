#pragma once

#include <string>
#include <vector>

#include "changelog/changelog.h"
#include "cli/text_output.h"
#include "executor/plan.h"

namespace ebbtide {

/// Writes the UPDATE SUMMARY as Liquibase does: how many changesets ran, had run and were left out,
/// and for what. `verbose` adds a table of those left out. `run` is how many changesets were run or
/// marked, which the plan does not know. Where `columns` is not 0 the table fits into so many.
void write_summary(TextOutput& out, const UpdatePlan& plan, const Changelog& changelog, int run,
                   bool verbose, std::size_t columns = 0);

/// Writes rows as a table with lines around its cells; the first row is its head, so that there
/// must be one; all have as many cells. Cells may hold several lines; widths are at least those
/// given.
/// Where `most` is not 0 the table takes at most so many columns of a terminal: its widest columns
/// give way, and their texts take several lines.
void write_table(TextOutput& out, std::vector<std::vector<std::string>> rows,
                 const std::vector<std::size_t>& widths, std::size_t most = 0);

}  // namespace ebbtide
