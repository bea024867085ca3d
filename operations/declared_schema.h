#pragma once

#include <functional>
#include <optional>
#include <string>

#include "changelog/files.h"
#include "changelog/project.h"
#include "executor/open_database.h"
#include "executor/surroundings.h"
#include "operations/snapshot_file.h"
#include "schema/model.h"

namespace ebbtide {

/// The schema that files of plain SQL say, as people write it or the dump tools do: `path` is a
/// file or a folder whose `.sql` files all count. It is made real on a scratch database of the
/// server, which is removed in every case, and read there. Neither the order of the files counts
/// nor that of the statements: one that does not run yet is tried again behind the others. Throws
/// ValidationFailed, with the place of each, for statements that define nothing and for those that
/// never run, and Error where there is no such file.
schema::Schema declared_schema(const std::string& path, const schema::Scope& scope,
                               OpenDatabase& server, const Files& files, const Surroundings& with);

/// Reads a changelog for a database.
using ReadChangelogFor = std::function<Project(OpenDatabase&, const std::string& changelog)>;

/// How files that say what there is are made real.
struct DeclaredOptions {
  ReadChangelogFor read = {};  ///< must be given for a changelog
  /// The URL of a database beside which a scratch database can be made; empty for the other side of
  /// a comparison, or where none needs a server.
  std::string scratch = {};
};

/// Whether it is files that say what there is, SQL or a changelog.
bool is_declared(OpenDatabase& database);

/// What is read of a database, of a snapshot, or of files that say what there is; these are made
/// real on the server that the options name or that of `other`, which may be missing. Throws
/// UsageError where there is none, and what the functions above and below throw.
ReadSnapshot read_any(OpenDatabase& side, OpenDatabase* other, const schema::Scope& scope,
                      const DeclaredOptions& options, const Files& files, const Surroundings& with);

/// The schema that a changelog leads to, whole or up to a tag, made real and read in the same way.
/// Throws what an update throws, and UsageError where the changelog has no such tag.
schema::Schema changelog_schema(const std::string& changelog, const std::optional<std::string>& tag,
                                const ReadChangelogFor& read, const schema::Scope& scope,
                                OpenDatabase& server, const Files& files, const Surroundings& with);

}  // namespace ebbtide
