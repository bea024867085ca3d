#pragma once

#include <map>
#include <string>
#include <vector>

#include "changelog/project.h"
#include "changelog/walk.h"
#include "executor/open_database.h"
#include "formats/project.h"
#include "lint/scene.h"

namespace ebbtide {

/// Files that notes which of them were read, and which folders were listed.
class NotedFiles final : public Files {
 public:
  explicit NotedFiles(const Files& files) : files_(files) { use(files.encodings()); }

  bool exists(const std::string& path) const override { return files_.exists(path); }
  std::unique_ptr<std::istream> open(const std::string& path) const override;
  std::string not_found(const std::string& path) const override { return files_.not_found(path); }
  std::vector<std::string> list(const std::string& folder, const FolderQuery& query) const override;

  /// Each once, by its normalized path, in the order in which they were first opened.
  const std::vector<std::string>& opened() const { return opened_; }
  /// What each folder was found to hold, by its normalized path.
  const std::map<std::string, std::vector<std::string>>& listed() const { return listed_; }

 private:
  const Files& files_;
  mutable std::vector<std::string> opened_;
  mutable std::map<std::string, std::vector<std::string>> listed_;
};

/// structure_rules for a linter, which also takes keys that nobody names for what the database
/// would call them.
StructureRules lint_rules(const Names& names);

/// The version that an offline database names, or what counts where it names none.
ServerVersion lint_version(OpenDatabase& dialect);

/// Whether the name is that of a migration that runs again whenever its text changes: `R__x.sql`.
bool is_repeatable_migration(std::string_view path);
/// Whether both names are those of versioned migrations, and the first has the lower version.
bool has_lower_version(std::string_view path, std::string_view other);

/// Reads what is to be judged, or what is there already, into subjects: a changelog of any format,
/// a folder of migrations, a file of plain SQL. Keeps the changelogs that its subjects point into.
class SubjectReader {
 public:
  /// `reading` says how changelogs are read; its files are not used.
  SubjectReader(const Files& files, OpenDatabase& dialect, ProjectOptions reading)
      : files_(files), dialect_(dialect), reading_(std::move(reading)) {}
  /// From now on statements of files that only add rows are read when they are judged
  /// (lint::WaitingRows). The reader has to live until then.
  void let_rows_wait() { rows_wait_ = true; }

  /// Throws ValidationFailed with all that is wrong in a changelog, and Error where there is no
  /// such file or folder.
  std::vector<lint::Subject> read(const std::string& path, bool is_judged);
  /// One changeset of a changelog that somebody else has read, on a database of this name.
  lint::Subject subject_of(const ChangeSet& change_set, std::string_view dbms, const Target& target,
                           bool is_judged);
  /// The changelogs that were read, in that order.
  const std::vector<std::unique_ptr<ReadChangelog>>& changelogs() const { return changelogs_; }
  /// Files that look like migrations and are none.
  const std::vector<Problem>& misnamed() const { return misnamed_; }
  /// Files of SQL beside migrations whose names have nothing of one.
  const std::vector<std::string>& passed_over() const { return passed_over_; }
  /// One file as text. Throws Error where it cannot be read.
  lint::SourceFile source_file(const std::string& path);
  /// What was read, as texts. They live as long as the reader, and so does the one above.
  std::vector<lint::SourceFile> sources();
  const NotedFiles& files() const { return files_; }

 private:
  std::vector<lint::Subject> read_changelog(const std::string& path, bool is_judged);
  bool runs_alone(const std::string& path) const;
  lint::Subject read_script(const std::string& path, lint::Subject::Form form, bool is_judged);
  std::vector<lint::Subject> read_folder(const std::string& path, bool is_judged);
  std::vector<lint::Statement> statements_of(const Changes& changes, const ChangeSet& change_set,
                                             Way way, const Target& target);
  std::vector<lint::Statement> rollback_of(const ChangeSet& change_set, const Target& target);
  lint::PlaceOf place_in_change(const Change& change, const WalkedStatement& statement,
                                const Target& target);
  const Source& read_source(const std::string& path);
  const Source& source(const std::string& path);

  NotedFiles files_;
  OpenDatabase& dialect_;
  ProjectOptions reading_;
  std::vector<std::unique_ptr<ReadChangelog>> changelogs_;
  std::map<std::string, std::unique_ptr<Source>> sources_;
  std::vector<Problem> misnamed_;
  std::vector<std::string> passed_over_;
  bool rows_wait_ = false;
};

}  // namespace ebbtide
