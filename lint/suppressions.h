#pragma once

#include <limits>
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
  /// Of the first line from where, of the last one up to where.
  int first_column = 0, last_column = std::numeric_limits<int>::max();
};

/// A changeset or file as it is read now.
struct SubjectNow {
  std::string id;
  Position where;
  std::size_t statements = 0;
};

/// What is asked when findings are silenced.
struct Silencing {
  std::string today;  ///< `2026-11-28`
  /// What of today is not judged, or not all of it, by its place: a release has it. No comment
  /// there can be known to silence nothing.
  std::vector<SubjectNow> left_out = {};
  bool knows_edits = false;  ///< what was released and edited since is looked for
};

/// The changesets and files of today, which stand behind the first `released` ones, and the files
/// of SQL that changesets run.
std::vector<SubjectNow> subjects_now(const Scene& scene, std::size_t released);
/// Those of them that are not judged as a whole.
std::vector<SubjectNow> left_out_of(std::vector<SubjectNow> all, const Scene& scene);

/// The comments of the files and changesets of a scene that ask for silence.
std::vector<Suppression> suppressions_in(const Scene& scene);

/// Silences what they, and the configuration, ask for, and adds a finding of UI101 for each that
/// does not work.
void silence(std::vector<Finding>& findings, const Scene& scene, const Silencing& asked);

}  // namespace ebbtide::lint
