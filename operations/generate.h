#pragma once

#include <string>
#include <vector>

#include "changelog/files.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "generate/change_sets.h"
#include "operations/declared_schema.h"
#include "schema/filter.h"

namespace ebbtide {

/// Which changelog is made of a database, and where it goes.
struct GenerateChangelogOptions {
  std::vector<std::string> schemas = {};  ///< empty for the default one
  schema::Filter filter = {};
  GenerateOptions making = {};
  std::string file = {};            ///< its format is that of the name; empty for XML as text alone
  bool overwrites = false;          ///< a file that is there is replaced
  std::string data_directory = {};  ///< rows go to CSV files here; empty for changes with the rows
  DeclaredOptions declared = {};    ///< for files that stand for a database
};

/// A changeset that was written.
struct WrittenChangeSet {
  std::string id, author;
  std::vector<std::string> changes;  ///< names of change types, each once
  bool is_sql = false;               ///< no change type says it
  std::string comments = {};         ///< what it says of itself, such as that data is lost
};
/// What is told of changesets that were made.
std::vector<WrittenChangeSet> told_of(const std::vector<ChangeSet>& change_sets);

/// What was made of a database.
struct GenerateReport {
  std::string file;  ///< empty where there is none
  std::string text;  ///< the whole changelog
  std::vector<WrittenChangeSet> change_sets;
  std::vector<std::string> left_out;  ///< what no changeset carries
};

/// Writes a changelog that makes the schema of a database, or of a snapshot, from nothing. Nothing
/// is changed there and no lock is taken. Throws UsageError for a file of no known format, and
/// Error where the file is there already or cannot be written.
GenerateReport generate_changelog(OpenDatabase& database, const GenerateChangelogOptions& options,
                                  const Files& files, const Surroundings& with);

/// The same text and report, and no file is written or looked for.
GenerateReport generated_changelog(OpenDatabase& database, const GenerateChangelogOptions& options,
                                   const Files& files, const Surroundings& with);

/// Throws UsageError for the name of a file that no changelog can be written to.
void require_writable(const std::string& file);

/// What an id of a new changeset begins with: the milliseconds since 1970.
std::string id_prefix_of_now();

}  // namespace ebbtide
