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
  std::string raw_version;
  std::string installed_on;
  std::string state;
  std::string installed_by;
  bool can_be_undone = false;
  std::string undo_path;
};

/// Of which migrations a line is one.
FlywayMigration told(const flyway::MigrationInfo& info);

/// One migration that validation has something against.
struct FlywayInvalid {
  FlywayMigration migration;
  std::string code, message;
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
