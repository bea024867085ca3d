#pragma once

#include <string>

#include "changelog/files.h"
#include "schema/model.h"

namespace ebbtide {

/// A snapshot that was read from a file.
struct ReadSnapshot {
  schema::Schema schema;
  /// Whether Liquibase wrote it, so that it has only what its form can say.
  bool is_of_liquibase = false;
};

/// Reads a snapshot of a schema that Liquibase or this program wrote, in JSON or YAML. Throws Error
/// where there is no such file or it is no snapshot.
ReadSnapshot read_snapshot(const std::string& file, const Files& files);

/// What is left of a schema in Liquibase's form: to be compared with what Liquibase wrote.
schema::Schema as_liquibase_says_it(const schema::Schema& schema);

/// The forms of a snapshot. Text is for people, and is not read.
enum class SnapshotFormat { text, json, yaml };

/// The text of a snapshot; equal for equal schemas. `moment` is when it was taken, and is left out
/// where it is empty. The file has Liquibase's form, which Liquibase reads, and beside it all that
/// is known, which it passes over.
std::string snapshot_text(const schema::Schema& schema, SnapshotFormat format,
                          const std::string& moment = {});

/// The same as one line of ASCII without Liquibase's form: for where no other program reads it.
std::string snapshot_line(const schema::Schema& schema);

}  // namespace ebbtide
