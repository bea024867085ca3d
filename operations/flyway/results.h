#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flyway/history.h"

namespace ebbtide {

// What verbs say came of them: values of their own, which outlive the place they were made in.

/// A migration as results tell it.
struct FlywayMigration {
  std::string category;  ///< Versioned, Repeatable; empty for what is neither
  std::string version;   ///< with dots; empty for repeatables
  std::string description;
  std::string type;
  std::string path;  ///< absolute; empty where there is no file
  int execution_time = 0;
};

/// One line of `info`.
struct FlywayInfoLine {
  FlywayMigration migration;
  std::string raw_version;     ///< as its file writes it; of a row as the history has it
  std::string installed_on;    ///< as the database writes it; empty where it is not applied
  std::string state;           ///< flyway::to_text
  std::string installed_by;    ///< empty where it is not applied
  bool can_be_undone = false;  ///< a version that has a U file, applied or not
  std::string undo_path;       ///< of that file, absolute; else empty
};

/// Of which migrations a line is one.
FlywayMigration told(const flyway::MigrationInfo& info);

/// One migration that validation has something against.
struct FlywayInvalid {
  FlywayMigration migration;
  std::string code;     ///< CHECKSUM_MISMATCH …, as Flyway has them
  std::string message;  ///< in Flyway's words; may have several lines
};

/// What all verbs say.
struct FlywayResult {
  std::string database;       ///< its name; empty where it has none
  std::string product;        ///< `PostgreSQL`
  std::string version;        ///< of the server, `15.18`
  std::string schemas;        ///< that were asked for
  std::string history_table;  ///< as SQL names it
  std::string first_schema;   ///< as SQL names it
  bool has_history = false;   ///< before the verb
};

}  // namespace ebbtide
