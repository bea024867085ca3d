#pragma once

#include <string>
#include <vector>

#include "lint/findings.h"

namespace ebbtide::lint {

/// A comment that asks for silence: which rules, why, until when, and for which lines or changeset.
struct Suppression {
  std::vector<std::string> rules;
  std::string reason, until;
  Position where;           ///< of the comment
  int first = 0, last = 0;  ///< lines of its file that it is for
  std::string change_set;   ///< or all of a changeset
  bool is_foreign = false;  ///< of another linter, which asks for no reason
  bool is_late = false;     ///< for the whole file, and behind the comments that it begins with
};

/// The comments of the files and changesets of a scene that ask for silence.
std::vector<Suppression> suppressions_in(const Scene& scene);

/// Silences what they, and the configuration, ask for, and adds a finding of UI101 for each that
/// does not work. `today` is `2026-11-28`.
void silence(std::vector<Finding>& findings, const Scene& scene, const std::string& today);

}  // namespace ebbtide::lint
