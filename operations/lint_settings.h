#pragma once

#include <string>

#include "lint/settings.h"

namespace ebbtide {

/// Reads the configuration of the linter and the gate. Throws ValidationFailed with the place of
/// each key, rule and severity that is not known.
lint::Settings parse_lint_settings(const std::string& file, const std::string& text);

/// The same of a `lqlint.json`, whose names of rules are another linter's; those that have no rule
/// here are added to `unknown`.
lint::Settings parse_foreign_settings(const std::string& file, const std::string& text,
                                      std::vector<std::string>& unknown);

/// What is wrong with a dialect such as `postgresql@15`; empty for nothing.
std::string problem_of_dialect(const std::string& dialect);

}  // namespace ebbtide
