#pragma once

#include "cli/console.h"
#include "cli/json/output.h"
#include "operations/adopt.h"
#include "operations/diff_changelog.h"
#include "operations/generate.h"

namespace ebbtide {

/// What was written of a difference, and where.
Json json_of(const DiffChangelogReport& report);

// What `generate-changelog` and `diff-changelog` say with `--format json`.
void write_json(Console& console, const GenerateReport& report);
void write_json(Console& console, const DiffChangelogReport& report);

/// What `adopt` says. `steps` are what is to be done next: in words, and a command where one does
/// it.
struct AdoptionStep {
  std::string what, command;
};
void write_json(Console& console, const AdoptReport& report, const std::string& database,
                const std::vector<AdoptionStep>& steps);

}  // namespace ebbtide
