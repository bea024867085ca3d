#pragma once

#include <memory>
#include <string>
#include <vector>

#include "changelog/files.h"
#include "lint/settings.h"
#include "operations/flyway/place.h"
#include "operations/flyway/results.h"
#include "operations/lint.h"

namespace ebbtide {

/// What the linter says of the migrations that migrate would run now.
struct FlywayLintResult {
  FlywayResult about;
  LintReport report;
  std::shared_ptr<const Files> files;  ///< the scripts as they would run, to show their lines
};

/// Judges what is pending, up to the target, with placeholders replaced, against what is in the
/// schemas now. Changes nothing. The settings of the linter are found as for a changelog; `today`
/// is a date, `2026-11-28`.
FlywayLintResult lint_flyway(FlywayPlace& place, const std::string& today);

}  // namespace ebbtide
