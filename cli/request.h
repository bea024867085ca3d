#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/report/run_record.h"
#include "cli/screen/observers.h"
#include "cli/settings.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "formats/project.h"
#include "formats/search_path.h"

namespace ebbtide {

/// Whether a command opens the database: always; where a URL is given; never, though there may be
/// one in a properties file.
enum class DatabaseUse { always, where_given, none };

/// Adds to a URL what a driver would be handed, from the file that this option names. A user and a
/// password in it count before those of the URL; those of options come behind and before both.
/// Throws UsageError where the file cannot be read.
void add_driver_properties(DatabaseUrl& url, const Settings& settings, std::string_view option);

/// Where several requests get one changelog from: the files it is in, and what was read of it. Both
/// must outlive the requests.
struct SharedChangelog {
  std::shared_ptr<const SearchPath> files;
  Projects* projects = nullptr;
};

/// The files that the search path of the settings names. Throws UsageError where it is none.
std::shared_ptr<const SearchPath> search_path(const Settings& settings, Console& console);
/// Reads the changelog of the settings for a database that tells this of itself, and says what it
/// warns of.
Project read_project(const Settings& settings, std::shared_ptr<const SearchPath> files,
                     const std::string& dbms, const DatabaseFacts& facts, Console& console);

/// What a command was asked to do: its settings, the database and the changelog they name, and
/// where it says what comes of it. The database is opened while the changelog is read. Borrows the
/// settings, the console and the interruption; what it gives out lives as long as it does.
class Request {
 public:
  /// Reads the options of the URL and begins to open what it names. `in` is read for a password
  /// where that is asked for, and may be absent. Without a database, changesets for all databases
  /// count, as for an offline one. Throws UsageError for a URL and a search path
  /// that are none.
  Request(const Settings& settings, Console& console, Interruption& interruption, std::istream* in,
          DatabaseUse use = DatabaseUse::always);
  /// The same for one of several databases with one changelog; nobody is asked for a password.
  Request(const Settings& settings, Console& console, Interruption& interruption,
          SharedChangelog shared);

  const Settings& settings() const { return settings_; }
  /// Whether `--format json` was asked for.
  bool wants_json() const { return settings_.choice("format") == "JSON"; }
  Console& console() { return console_; }
  /// What the process reads; null where there is nothing to read from.
  std::istream* input() { return in_; }

  /// What the process ends with where nothing fails from here on.
  void end_with(ExitCode code) { exit_code_ = code; }
  ExitCode exit_code() const { return exit_code_; }
  Surroundings surroundings() { return {listeners_, interruption_}; }
  /// Who hears what happens; the console and the record are among them.
  Observers& listeners() { return listeners_; }
  RunRecord& record() { return record_; }

  /// Whether there is nothing but the changelog: no database and no history.
  bool has_no_database() const { return has_no_database_; }
  /// The database of the request, or the dialect of an offline run; it may still be opening.
  OpenDatabase& database() { return *database_; }
  const Files& files() const { return *files_; }
  std::shared_ptr<const Files> shared_files() const { return files_; }

  /// The changelog that --changelog-file names, read for the database of the request when it is
  /// first asked for; what it warns of is said then. Throws ValidationFailed with all that is wrong
  /// in it.
  const Project& project();
  /// It where it has been read, else null.
  const Project* loaded_project() const { return project_ ? &*project_ : nullptr; }
  /// The same, read anew for another database.
  Project project_for(OpenDatabase& database);
  /// The same, from other files.
  Project project_for(OpenDatabase& database, std::shared_ptr<const Files> files);
  /// Another changelog, read in the same way.
  Project project_for(OpenDatabase& database, const std::string& changelog);
  /// How it is read for a database of this name.
  ProjectOptions reading_for(const std::string& dbms) const;
  /// How another changelog is read.
  ProjectOptions reading_for(const std::string& changelog, const std::string& dbms) const;
  /// The same as far as it can be read, without a complaint.
  ReadChangelog read_changelog();

 private:
  void open(DatabaseUrl url, std::shared_ptr<const SearchPath> files);
  std::string dbms(OpenDatabase& database) const;

  const Settings& settings_;
  Console& console_;
  Interruption& interruption_;
  std::istream* in_;
  ExitCode exit_code_ = ExitCode::done;
  RunRecord record_;
  Observers listeners_;
  bool has_no_database_ = false;
  Projects* shared_ = nullptr;
  std::shared_ptr<const SearchPath> files_;
  std::optional<OpenDatabase> database_;
  std::optional<Project> project_;
};

}  // namespace ebbtide
