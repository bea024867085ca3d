#pragma once
// A changelog is read depth first. Each file goes through these steps, and the changesets of what
// it includes stand where the include stands:
//
//   parse         its format makes a tree of it; what is wrong with it is a problem, and the other
//                 files are read all the same
//   root          logicalFilePath, contexts and objectQuotingStrategy of all that is in the file
//   each child    in order: its `${…}` are replaced by the properties that are known by then, and
//                 what it is decides the rest
//
//   changeSet     for other databases: only counted. Else built, with what it inherits
//   include       the file is read now. One that is open already would never end and is an error
//                 that names the circle; one that was read before is read again
//   includeAll    the same for each changelog of a folder, in the order of UTF-16 units
//   property      known from here on; in YAML and JSON, as Liquibase does, all of a file from its
//                 first line on
//   preConditions kept with the file; the caller asks them before anything runs
//   removeChangeSetProperty   for the changesets behind it in the file
//
// What a changeset inherits: the contexts of its file and of each include above, nearest first, all
// of which must match; the labels of the includes; `ignore` of the nearest include alone, as
// Liquibase does. Its path is its own logicalFilePath, else that of its file, else the file's name
// as the include gave it, normalized: an included file does not take the logical path of the one
// that includes it.
//
// A rollback may refer to a changeset that stands before it only, so that is asked while reading.
// runOrder is obeyed in the end, over all files. Equal changesets are an error of validation, not
// of reading, unless the first of them is to count.

#include <string>

#include "changelog/changelog.h"
#include "changelog/files.h"

namespace ebbtide {

/// How a changelog is read where Liquibase lets its users choose. The defaults are Liquibase's.
struct LoadOptions {
  bool missing_include_is_error = true;
  bool circular_include_all_is_error = true;
  bool refuses_unknown = true;    ///< changes and preconditions nobody knows
  bool checks_xml_schema = true;  ///< what only the XML schema refuses
  bool takes_duplicates = false;  ///< whether the first of equal changesets counts
  bool keeps_all = false;         ///< also changesets for other databases, to be looked at
};

/// What could be read of a changelog, and what could not. With problems it is not to be run: a
/// changeset may lack what could not be read of it, or be missing.
struct ReadChangelog {
  Changelog changelog;
  std::vector<Problem> problems;
};

/// Reads a changelog and everything it includes as far as it can be read. `properties` are those of
/// the user, which count before those of the changelog, and the selection it is read for. What a
/// database tells of itself is asked for only where the changelog names it; without one it stays as
/// it stands. Throws Error where the root itself is not there.
ReadChangelog read_changelog(const std::string& path, const Files& files, Properties properties,
                             const LoadOptions& options = {}, const DatabaseFacts* facts = nullptr);

/// The same for who wants all of it. Throws ValidationFailed with everything that is wrong in any
/// of the files.
Changelog load_changelog(const std::string& path, const Files& files, Properties properties,
                         const LoadOptions& options = {}, const DatabaseFacts* facts = nullptr);

}  // namespace ebbtide
