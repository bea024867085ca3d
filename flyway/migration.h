#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flyway/file_name.h"
#include "flyway/version.h"

namespace ebbtide::flyway {

/// What a row of the history says of itself in its column `type`.
enum class Type {
  sql,
  sql_baseline,  ///< of a file B…
  baseline,      ///< written by the verb, of no file
  schema,        ///< the schemas that Flyway has made
  deleted,       ///< what an earlier row says is gone
  jdbc,  ///< of Java, as are the next; only read here, since another edition may have run it
  jdbc_baseline,
  script,
  script_baseline,
  custom,
  undo_sql,  ///< from here on: what an earlier row says is undone
  undo_script,
  undo_jdbc,
  undo_custom
};

/// As the column has it, such as SQL_BASELINE: the newest word for it.
std::string_view to_text(Type type);
/// Throws Failure for a word that no edition of Flyway writes. Words of older versions have the
/// type that took their place.
Type parse_type(std::string_view text);
/// BASELINE, SQL_BASELINE …
bool is_baseline(Type type);
/// UNDO_SQL …
bool is_undo(Type type);
/// Of no file: its absence means nothing.
bool is_synthetic(Type type);

/// A row of the history.
struct AppliedMigration {
  int rank = 0;
  std::optional<Version> version;  ///< absent for repeatables and for the row of schemas
  std::string description;
  Type type = Type::sql;
  std::string script;
  std::optional<std::int32_t> checksum;  ///< absent: it fits everything
  std::string installed_by = {};
  std::string installed_on = {};  ///< as the database writes it
  int execution_time = 0;         ///< milliseconds
  bool success = true;
};

/// What the file beside a script, V1__x.sql.conf, says of it.
struct ScriptMetadata {
  std::optional<bool> in_transaction;         ///< absent: as the configuration says
  std::optional<bool> replaces_placeholders;  ///< the same
  std::string encoding;                       ///< empty: the same
};
/// Throws Failure for a key that there is not, and PaidOnly for one of paid editions.
ScriptMetadata read_script_metadata(std::string_view text, const std::string& file);

/// A script of the project that runs as a migration, or undoes one.
struct ResolvedMigration {
  FileKind kind = FileKind::versioned;
  std::optional<Version> version;
  std::string description;
  std::string script;  ///< the path within its location, as the history keeps it
  std::string shown;   ///< the path as messages name it
  std::string path;    ///< absolute
  std::string text;    ///< UTF-8, placeholders not replaced
  std::int32_t checksum = 0;
  std::int32_t raw_checksum = 0;  ///< of a repeatable: without placeholders replaced; fits as well
  ScriptMetadata metadata = {};

  Type type() const { return kind == FileKind::baseline ? Type::sql_baseline : Type::sql; }
  /// Whether the row's checksum is one of this script. One without a checksum fits every script.
  bool fits(const AppliedMigration& row) const {
    return !row.checksum || *row.checksum == checksum || *row.checksum == raw_checksum;
  }
};

/// A callback, which runs at an event.
struct Callback {
  std::string event;        ///< `beforeMigrate`: one of events
  std::string description;  ///< by which those of one event are ordered; may be empty
  std::string shown;        ///< the path as messages name it
  std::string path;         ///< absolute
  std::string text;         ///< UTF-8, placeholders not replaced
  ScriptMetadata metadata = {};
};

/// The scripts of a project, read and sorted: versioned ones by version, then repeatables by
/// description in Java's order.
struct Scripts {
  std::vector<ResolvedMigration> migrations;  ///< versioned, baselines, repeatables
  std::vector<ResolvedMigration> undos;       ///< by version
  std::vector<Callback> callbacks;            ///< by description
  std::vector<std::string> strangers = {};    ///< what only other editions or Java would run

  /// The U file of a version; nullptr where there is none.
  const ResolvedMigration* undo_of(const Version& version) const;
};

/// Sorts, and throws Failure where two scripts are the same migration: of one kind and version, or
/// repeatables of one description.
void put_in_order(Scripts& scripts);

/// The description as the history keeps it: at most 200 letters.
std::string stored_description(std::string_view description);
/// The path as the history keeps it: at most 1000 letters.
std::string stored_script(std::string_view script);

}  // namespace ebbtide::flyway
