#pragma once

#include "cli/console.h"
#include "operations/diff_changelog.h"
#include "operations/generate.h"

namespace ebbtide {

// What `generate-changelog` and `diff-changelog` say with `--format json`.
void write_json(Console& console, const GenerateReport& report);
void write_json(Console& console, const DiffChangelogReport& report);

}  // namespace ebbtide
