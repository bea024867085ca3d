#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "formats/project.h"
#include "lint/findings.h"
#include "operations/lint_fix.h"

namespace ebbtide {

/// What is to be judged, against which state.
struct LintOptions {
  std::vector<std::string> paths;  ///< changelogs, folders of migrations, files of SQL
  std::string deployed = {};       ///< what is there already: a file; `none` for nothing
  std::string git_base = {};       ///< judge only what is new or changed against this commit
  std::vector<std::string> folders = {"."};  ///< of the search path, for the commit
  std::string since_tag = {};                ///< judge only what comes behind this tag
  std::string stats = {};     ///< a file of sizes; else they are those of the live database
  std::string baseline = {};  ///< a file of findings that are known
  bool fixes = false;         ///< writes what can be written anew (lint_fix.h)
  lint::Settings settings = {};
  ProjectOptions reading;  ///< how changelogs are read
  std::string today = {};  ///< `2026-11-28`
  /// Files of migrations that nobody wraps in a transaction.
  std::set<std::string> outside_of_transaction = {};
};

/// A changeset that was judged, or a file that is none.
struct JudgedSubject {
  std::string id;
  std::string file;
};

/// What came of it.
struct LintReport {
  std::vector<lint::Finding> findings;        ///< by file, line, column and rule; silenced ones too
  std::vector<JudgedSubject> subjects = {};   ///< all that was judged
  std::size_t unread = 0;                     ///< statements that nobody understood
  std::vector<std::string> unsearched = {};   ///< files too large to look for secrets in
  std::vector<std::string> passed_over = {};  ///< files beside migrations that nobody runs
  std::vector<std::string> stale = {};  ///< entries of the baseline that nothing fits any more
  std::string dialect, version, deployment;
  lint::Severity fail_on = lint::Severity::error;
  LintFixes fixes = {};  ///< where they were asked for

  /// How many count, of this severity.
  std::size_t count(lint::Severity severity) const;
  /// How many do not count: by a comment, the configuration or the baseline.
  std::size_t silenced() const;
  /// How many count at or above the severity that fails.
  std::size_t objections() const;
  /// Whether what was judged is not to be released.
  bool has_failed() const { return objections() > 0; }
};

/// Something was found that is not to be released.
class Objected : public Error {
 public:
  using Error::Error;
};

/// Judges. `dialect` is an offline database of the kind that the SQL is for; `live` the one that
/// tells what is there and what has run, or null. Changes nothing. Throws ValidationFailed for a
/// changelog that cannot be read, and Error where a file or a commit is not there.
LintReport lint_files(const LintOptions& options, OpenDatabase& dialect, OpenDatabase* live,
                      const Surroundings& with);

/// The file of settings that counts for a changelog: beside it, or in a folder above it up to the
/// root of its repository; empty where there is none.
std::string find_lint_settings(const std::string& changelog);

}  // namespace ebbtide
